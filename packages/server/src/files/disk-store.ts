import { createHash, randomUUID } from "node:crypto";
import { constants, createReadStream, type Stats } from "node:fs";
import {
  copyFile,
  type FileHandle,
  link,
  mkdir,
  open,
  opendir,
  rename,
  rm,
  stat,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  type AnnouncedFile,
  DomainError,
  type Examined,
  type FileStore,
} from "@parley/api/platform";
import { fileVariants } from "@parley/contract/files";
import { createEncodeImage, type EncodeImage } from "./encode-image.ts";
import type { FileSettings } from "./file-settings.ts";
import { detectType, ENDS, type FileEnds, imageType, nameFor } from "./file-type.ts";

/** What a store on a disk needs. */
interface DiskStoreOptions extends FileSettings {
  readonly encodeImage?: EncodeImage | undefined;
}

const MiB = 1024 ** 2;
/** Small enough for a slow connection to send one before its request times out. */
const PART = 4 * MiB;

const isAbsent = (fault: unknown) =>
  fault instanceof Error && "code" in fault && fault.code === "ENOENT";

/** A disk that is full, read-only, broken or not there is a temporary failure: nothing is lost, and an upload resumes. */
async function onDisk<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (fault) {
    const isOfSystem = fault instanceof Error && "syscall" in fault && "code" in fault;
    throw isOfSystem ? new DomainError("unavailable", { cause: fault }) : fault;
  }
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (fault) {
    if (isAbsent(fault)) return undefined;
    throw fault;
  }
}

async function withFile<Result>(
  path: string,
  flags: string | number,
  use: (file: FileHandle) => Promise<Result>,
): Promise<Result> {
  const file = await open(path, flags);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

/** Makes what has been written to a file, or the names in a folder, survive a power cut. */
const sync = (path: string) => withFile(path, "r", (file) => file.sync());

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }))
    hash.update(chunk as Buffer);
  return hash.digest("hex");
}

const endsOf = (path: string, size: number): Promise<FileEnds> =>
  withFile(path, "r", async (file) => {
    const length = Math.min(ENDS, size);
    const head = Buffer.alloc(length);
    const tail = Buffer.alloc(length);
    await file.read(head, 0, length, 0);
    await file.read(tail, 0, length, size - length);
    return { head, tail, size };
  });

/** The same bytes under another name; a copy where the file system has no links. */
const linkOrCopy = (from: string, to: string) => link(from, to).catch(() => copyFile(from, to));

/** Files in a folder of this machine, or of one that all servers share. */
export function createDiskStore(options: DiskStoreOptions): FileStore {
  const { dir, bytesMax, userBytesMax, totalBytesMax, encodeImage = createEncodeImage() } = options;
  const uploadOf = (id: string) => join(dir, "uploads", id);
  const pathOf = (id: string, variant: string) =>
    join(dir, "files", id.slice(0, 2), `${id}.${variant}`);

  /** Moves complete variants from a folder to their places. They appear whole or not at all. */
  async function settle(id: string, from: string, variants: readonly string[]): Promise<number> {
    const folder = dirname(pathOf(id, "full"));
    await mkdir(folder, { recursive: true });
    let bytes = 0;
    for (const variant of variants) {
      const path = join(from, variant);
      await sync(path);
      bytes += (await stat(path)).size;
      await rename(path, pathOf(id, variant));
    }
    await sync(folder);
    return bytes;
  }

  async function examineImage(file: AnnouncedFile, work: string): Promise<Examined> {
    const { id, name, alt } = file;
    const image = await encodeImage({ path: uploadOf(id), into: work });
    if (!image.ok)
      return {
        ok: false,
        problem: image.problem,
        ...(image.problem === "type_refused" && { found: "image with other content" }),
      };
    const { type, width, height, color } = image;
    const size = (await stat(join(work, "full"))).size;
    const storedBytes = await settle(id, work, fileVariants);
    return {
      ok: true,
      storedBytes,
      file: {
        id,
        kind: "image",
        name: nameFor(name, imageType(type)) ?? name,
        type,
        size,
        width,
        height,
        color,
        ...(alt !== undefined && { alt }),
      },
    };
  }

  async function examineIn(file: AnnouncedFile, work: string): Promise<Examined> {
    const { id, name, size, sha256, alt, voice } = file;
    const upload = uploadOf(id);
    if ((await hashOf(upload)) !== sha256) return { ok: false, problem: "hash_mismatch" };
    const detected = detectType(await endsOf(upload, size), name);
    if (!detected.ok) return detected;
    const { kind, type } = detected.type;
    const fitting = nameFor(name, detected.type);
    if (fitting === undefined) return { ok: false, problem: "name_mismatch", found: type };
    if (kind === "image") return examineImage(file, work);
    await linkOrCopy(upload, join(work, "full"));
    const storedBytes = await settle(id, work, ["full"]);
    return {
      ok: true,
      storedBytes,
      file: {
        id,
        kind,
        name: fitting,
        type,
        size,
        ...(kind === "voice" && voice !== undefined && { voice }),
        ...(alt !== undefined && { alt }),
      },
    };
  }

  return {
    limits: { bytesMax, userBytesMax, totalBytesMax, partBytes: PART },
    received: (id) => onDisk(async () => (await statOf(uploadOf(id)))?.size ?? 0),
    append: ({ fileId, offset, size }, bytes) =>
      onDisk(async () => {
        const path = uploadOf(fileId);
        await mkdir(dirname(path), { recursive: true });
        // Two connections may send the same part: both write the same bytes to the same places.
        return withFile(path, constants.O_RDWR | constants.O_CREAT, async (file) => {
          let at = offset;
          try {
            for await (const chunk of bytes) {
              if (at + chunk.length > size) throw new DomainError("too_large");
              await file.write(chunk, 0, chunk.length, at);
              at += chunk.length;
            }
          } finally {
            await file.datasync();
          }
          return at;
        });
      }),
    examine: (file) =>
      onDisk(async () => {
        const work = join(dir, "work", `${file.id}.${randomUUID()}`);
        await mkdir(work, { recursive: true });
        try {
          return await examineIn(file, work);
        } finally {
          await rm(work, { recursive: true, force: true });
        }
      }),
    dropUpload: (id) => onDisk(() => rm(uploadOf(id), { force: true })),
    sizeOf: (id, variant) => onDisk(async () => (await statOf(pathOf(id, variant)))?.size),
    read: (id, variant, range) => createReadStream(pathOf(id, variant), range),
    remove: (id) =>
      onDisk(async () => {
        await rm(uploadOf(id), { force: true });
        for (const variant of fileVariants) await rm(pathOf(id, variant), { force: true });
      }),
    async *ids() {
      const seen = new Set<string>();
      for (const folder of ["uploads", "files"]) {
        const names = await opendir(join(dir, folder), { recursive: true }).catch(() => []);
        for await (const entry of names) {
          const id = entry.name.slice(0, 36);
          if (entry.isDirectory() || seen.has(id)) continue;
          seen.add(id);
          yield id;
        }
      }
    },
  };
}
