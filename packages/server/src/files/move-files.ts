import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type FileVariant, fileVariants } from "@parley/contract/files";
import type { Database } from "@parley/db/database";
import { files } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import type { ByteStore } from "./byte-store.ts";

/** Between which stores files are moved, and whose. */
export interface Move {
  readonly db: Database;
  readonly from: ByteStore;
  readonly to: ByteStore;
  /** Called after each file. */
  readonly onProgress?: ((sofar: MoveResult) => void) | undefined;
}

/** What a move has done. */
export interface MoveResult {
  readonly moved: number;
  readonly bytes: number;
  /** Files whose bytes are not those that were uploaded: they stay where they are. */
  readonly damaged: readonly string[];
  /** Bytes that no row knows: they stay where they are. */
  readonly unknown: number;
}

/** Files that are moved at once. */
const AT_ONCE = 6;

interface Variant {
  readonly id: string;
  readonly variant: FileVariant;
  readonly size: number;
}

async function hashIn(store: ByteStore, { id, variant, size }: Variant): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(await store.read(id, variant, { start: 0, end: size - 1 }), hash);
  return hash.digest("hex");
}

/** Copies a variant, reads it back, and returns its hash. */
async function copy({ from, to }: Move, each: Variant): Promise<string> {
  const { id, variant, size } = each;
  const hash = createHash("sha256");
  await to.withWork(async (folder) => {
    const read = await from.read(id, variant, { start: 0, end: size - 1 });
    read.on("data", (chunk: Buffer) => hash.update(chunk));
    await pipeline(read, createWriteStream(join(folder, variant)));
    await to.settle(id, folder, [variant]);
  });
  const read = hash.digest("hex");
  if ((await hashIn(to, each)) !== read)
    throw new Error(`${id} is not in ${to.name} as it was in ${from.name}`);
  return read;
}

type Outcome =
  | { readonly is: "moved"; readonly bytes: number }
  | { readonly is: "damaged" | "unknown" };

/** Moves one file: it is in the new store, and compared, before it leaves the old one. */
const moveFile = (move: Move, id: string): Promise<Outcome> =>
  move.db.transaction(async (tx) => {
    // Whoever removes the file waits, so that no copy of it comes afterwards; nothing else waits.
    const [row] = await tx
      .select({ sha256: files.sha256, file: files.file })
      .from(files)
      .where(eq(files.id, id))
      .for("key share");
    if (row?.file == null) return { is: "unknown" };
    let bytes = 0;
    for (const variant of fileVariants) {
      const size = await move.from.sizeOf(id, variant);
      if (size === undefined) continue;
      const each = { id, variant, size };
      // An image is not what was uploaded: it was encoded.
      const isUpload = variant === "full" && row.file.kind !== "image";
      if (isUpload && (await hashIn(move.from, each)) !== row.sha256) return { is: "damaged" };
      await copy(move, each);
      bytes += size;
    }
    await move.from.remove(id);
    return { is: "moved", bytes };
  });

/**
 * Moves all checked files from one store to another one while both are read. It can be stopped at any time, also by
 * force, and continues when it is called again. Uploads that are not finished begin again in the new store.
 */
export async function moveFiles(move: Move): Promise<MoveResult> {
  let done: MoveResult = { moved: 0, bytes: 0, damaged: [], unknown: 0 };
  const ids = move.from.ids("files")[Symbol.asyncIterator]();
  const work = async () => {
    for (let next = await ids.next(); next.done !== true; next = await ids.next()) {
      const id = next.value;
      const outcome = await moveFile(move, id);
      if (outcome.is === "moved")
        done = { ...done, moved: done.moved + 1, bytes: done.bytes + outcome.bytes };
      else if (outcome.is === "damaged") done = { ...done, damaged: [...done.damaged, id] };
      else done = { ...done, unknown: done.unknown + 1 };
      move.onProgress?.(done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return done;
}
