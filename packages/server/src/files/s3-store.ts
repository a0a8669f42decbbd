import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { stat, truncate } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { DomainError, orNotFound } from "@parley/api/platform";
import { fileVariants } from "@parley/contract/files";
import type { ByteStore } from "./byte-store.ts";
import type { S3Settings } from "./file-settings.ts";
import { guardDisk, hashOf, withFile } from "./on-disk.ts";
import { createS3Client } from "./s3-client.ts";
import { createWorkFolder } from "./work-folder.ts";

/** Bytes of one object of an upload: what a client that breaks off has to send again at most. */
const PART = 4 * 1024 ** 2;
const ID = 36;

/** Bytes of an upload from `start` up to, but without, `end`: they are in the name, so that a repeat replaces nothing else. */
interface Part {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** Those parts that continue each other from the first byte. Parts may overlap: two connections can send the same bytes. */
function contiguous(parts: readonly Part[]): readonly Part[] {
  const chosen: Part[] = [];
  let at = 0;
  for (const part of parts.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (part.start > at) break;
    if (part.end <= at) continue;
    chosen.push(part);
    at = part.end;
  }
  return chosen;
}

/**
 * Bytes in a bucket. An upload is a row of objects until it is complete, so that every server can continue it; a file is
 * one object per variant, written in one request, so that it is there whole or not at all.
 */
export function createS3Store(settings: S3Settings, onUnavailable?: () => void): ByteStore {
  const s3 = createS3Client(settings, onUnavailable);
  const onDisk = guardDisk(onUnavailable);
  const folders = createWorkFolder(join(tmpdir(), `parley-files-${userInfo().username}`));
  const keyOf = (id: string, variant: string) => `files/${id}.${variant}`;

  async function* list(prefix: string): AsyncGenerator<string> {
    let token: string | undefined;
    do {
      const page =
        (await s3.read({
          method: "GET",
          key: "",
          query: {
            "list-type": "2",
            prefix,
            ...(token !== undefined && { "continuation-token": token }),
          },
        })) ?? "";
      // Our keys consist of letters, digits and marks that XML does not escape.
      for (const [, key = ""] of page.matchAll(/<Key>([^<]+)<\/Key>/g)) yield key;
      const [, next] = /<NextContinuationToken>([^<]+)</.exec(page) ?? [];
      token = next?.replaceAll("&amp;", "&");
    } while (token !== undefined);
  }

  async function partsOf(id: string): Promise<readonly Part[]> {
    const parts: Part[] = [];
    for await (const key of list(`uploads/${id}/`)) {
      const [, start, end] = /\/(\d+)-(\d+)$/.exec(key) ?? [];
      if (start !== undefined && end !== undefined)
        parts.push({ key, start: Number(start), end: Number(end) });
    }
    return parts;
  }

  const put = async (key: string, path: string, sha256: string) => {
    const { size } = await stat(path);
    const response = await s3.open({ method: "PUT", key, body: { path, size, sha256 } });
    response?.resume();
    // Only a bucket can be absent, which is no refusal of this object.
    if (response === undefined) throw new DomainError("unavailable");
    return size;
  };

  const drop = async (key: string) => void (await s3.read({ method: "DELETE", key }));

  async function dropUpload(id: string): Promise<void> {
    for (const { key } of await partsOf(id)) await drop(key);
  }

  async function* idsOf(what: "uploads" | "files") {
    let last = "";
    // Listed in their order: variants and parts of a file follow each other.
    for await (const key of list(`${what}/`)) {
      const id = key.slice(what.length + 1, what.length + 1 + ID);
      if (id !== last) yield id;
      last = id;
    }
  }

  return {
    name: `the bucket ${settings.bucket} at ${settings.endpoint}`,
    received: async (id) => contiguous(await partsOf(id)).at(-1)?.end ?? 0,
    append: ({ fileId, offset, size, release }, bytes) =>
      onDisk(() =>
        folders.with(async (folder) => {
          // In a file, since memory would grow with the number of uploads.
          const path = join(folder, "part");
          return withFile(path, "w", async (file) => {
            let at = offset;
            let held = 0;
            let hash = createHash("sha256");
            const flush = async () => {
              if (held === 0) return;
              await put(`uploads/${fileId}/${at - held}-${at}`, path, hash.copy().digest("hex"));
              await truncate(path);
              held = 0;
              hash = createHash("sha256");
            };
            try {
              for await (const chunk of bytes) {
                if (at + chunk.length > size) throw new DomainError("too_large");
                await file.write(chunk, 0, chunk.length, held);
                hash.update(chunk);
                held += chunk.length;
                at += chunk.length;
                release?.(chunk);
                if (held >= PART) await flush();
              }
            } finally {
              await flush();
            }
            return at;
          });
        }),
      ),
    withUpload: (id, use) =>
      onDisk(() =>
        folders.with(async (folder) => {
          const path = join(folder, "upload");
          let at = 0;
          for (const { key, start, end } of contiguous(await partsOf(id))) {
            const range = { start: at - start, end: end - start - 1 };
            const part = await s3.open({ method: "GET", key, range });
            if (part === undefined) throw new DomainError("unavailable");
            await pipeline(part, createWriteStream(path, { flags: "a" }));
            at = end;
          }
          return folders.with((work) => use({ path, work }));
        }),
      ),
    withWork: (use) => onDisk(() => folders.with(use)),
    settle: (id, from, variants) =>
      onDisk(async () => {
        let bytes = 0;
        for (const variant of variants) {
          const path = join(from, variant);
          bytes += await put(keyOf(id, variant), path, await hashOf(path));
        }
        return bytes;
      }),
    dropUpload,
    async sizeOf(id, variant) {
      const response = await s3.open({ method: "HEAD", key: keyOf(id, variant) });
      response?.resume();
      return response && Number(response.headers["content-length"]);
    },
    read: async (id, variant, range) =>
      orNotFound(await s3.open({ method: "GET", key: keyOf(id, variant), range })),
    async remove(id) {
      await dropUpload(id);
      for (const variant of fileVariants) await drop(keyOf(id, variant));
    },
    ids: idsOf,
    tidy: (before) => folders.tidy(before),
    check: () =>
      s3.check(() =>
        onDisk(() =>
          folders.with(async (folder) => {
            const path = join(folder, "check");
            await withFile(path, "w", (file) => file.write("parley"));
            await put("parley-check", path, await hashOf(path));
            await s3.read({ method: "GET", key: "parley-check" });
            await partsOf("check");
            await drop("parley-check");
          }),
        ),
      ),
  };
}
