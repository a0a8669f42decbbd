import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { FileKind, FileVariant } from "@parley/contract/files";
import type { FileStore } from "../domain/files/file-store.ts";

const MiB = 1024 ** 2;

/** By the ending of the name: a test says what it means. The server's own store looks at the content. */
const kinds: Readonly<Record<string, readonly [FileKind, string]>> = {
  png: ["image", "image/png"],
  jpg: ["image", "image/jpeg"],
  pdf: ["pdf", "application/pdf"],
  webm: ["voice", "audio/webm"],
  txt: ["text", "text/plain"],
  csv: ["text", "text/csv"],
};

const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** A store of files for tests. Images are kept as they are, and are 4 by 3 pixels. */
export function createMemoryFiles(): FileStore {
  const uploads = new Map<string, Buffer>();
  const stored = new Map<string, Buffer>();
  const keyOf = (id: string, variant: FileVariant) => `${id} ${variant}`;
  return {
    limits: {
      bytesMax: 25 * MiB,
      userBytesMax: 100 * MiB,
      totalBytesMax: 1024 * MiB,
      partBytes: MiB,
    },
    received: async (id) => uploads.get(id)?.length ?? 0,
    async append({ fileId, offset }, bytes) {
      const chunks = [uploads.get(fileId)?.subarray(0, offset) ?? Buffer.alloc(0)];
      for await (const chunk of bytes) chunks.push(Buffer.from(chunk));
      const all = Buffer.concat(chunks);
      uploads.set(fileId, all);
      return all.length;
    },
    async examine({ id, name, size, sha256, alt, voice }) {
      const bytes = uploads.get(id) ?? Buffer.alloc(0);
      if (hashOf(bytes) !== sha256) return { ok: false, problem: "hash_mismatch" };
      const [kind, type] = kinds[name.split(".").at(-1) ?? ""] ?? [];
      if (kind === undefined || type === undefined)
        return { ok: false, problem: "type_refused", found: "unknown format" };
      for (const variant of ["full", "screen", "thumb"] as const)
        if (variant === "full" || kind === "image") stored.set(keyOf(id, variant), bytes);
      return {
        ok: true,
        storedBytes: size,
        file: {
          id,
          kind,
          name,
          type,
          size,
          ...(kind === "image" && { width: 4, height: 3, color: "#808080" }),
          ...(kind === "voice" && voice !== undefined && { voice }),
          ...(alt !== undefined && { alt }),
        },
      };
    },
    async dropUpload(id) {
      uploads.delete(id);
    },
    sizeOf: async (id, variant) => stored.get(keyOf(id, variant))?.length,
    read: async (id, variant, { start, end }) =>
      Readable.from([stored.get(keyOf(id, variant))?.subarray(start, end + 1) ?? Buffer.alloc(0)]),
    async remove(id) {
      uploads.delete(id);
      for (const variant of ["full", "screen", "thumb"] as const) stored.delete(keyOf(id, variant));
    },
    async *ids(what) {
      const keys = what === "uploads" ? uploads.keys() : stored.keys();
      yield* new Set([...keys].map((key) => key.slice(0, 36)));
    },
    tidy: async () => undefined,
  };
}
