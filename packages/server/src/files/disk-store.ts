import { constants } from "node:fs";
import { mkdir, open, opendir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { orNotFound } from "@parley/api/platform";
import { fileVariants } from "@parley/contract/files";
import type { ByteStore } from "./byte-store.ts";
import { guardDisk, ifPresent, statOf, withFile } from "./on-disk.ts";
import { createWorkFolder } from "./work-folder.ts";
import { writePart } from "./write-part.ts";

/** Makes what has been written to a file, or the names in a folder, survive a power cut. */
const sync = (path: string) => withFile(path, "r", (file) => file.sync());

/** Bytes in a folder of this machine, or of one that all servers share. */
export function createDiskStore(dir: string, onUnavailable?: () => void): ByteStore {
  const onDisk = guardDisk(onUnavailable);
  const folders = createWorkFolder(join(dir, "work"));
  const uploadOf = (id: string) => join(dir, "uploads", id);
  const pathOf = (id: string, variant: string) =>
    join(dir, "files", id.slice(0, 2), `${id}.${variant}`);
  return {
    name: dir,
    received: (id) => onDisk(async () => (await statOf(uploadOf(id)))?.size ?? 0),
    append: (part, bytes) =>
      onDisk(async () => {
        const path = uploadOf(part.fileId);
        await mkdir(dirname(path), { recursive: true });
        // Two connections may send the same part: both write the same bytes to the same places.
        return withFile(path, constants.O_RDWR | constants.O_CREAT, (file) =>
          writePart(file, part, bytes),
        );
      }),
    withUpload: (id, use) =>
      onDisk(() => folders.with((work) => use({ path: uploadOf(id), work }))),
    withWork: (use) => onDisk(() => folders.with(use)),
    /** Variants appear whole or not at all. */
    settle: (id, from, variants) =>
      onDisk(async () => {
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
      }),
    dropUpload: (id) => onDisk(() => rm(uploadOf(id), { force: true })),
    sizeOf: (id, variant) => onDisk(async () => (await statOf(pathOf(id, variant)))?.size),
    read: (id, variant, range) =>
      onDisk(async () => {
        const file = orNotFound(await ifPresent(open(pathOf(id, variant))));
        return file.createReadStream(range);
      }),
    remove: (id) =>
      onDisk(async () => {
        await rm(uploadOf(id), { force: true });
        for (const variant of fileVariants) await rm(pathOf(id, variant), { force: true });
      }),
    async *ids(what) {
      const seen = new Set<string>();
      const entries = await opendir(join(dir, what), { recursive: true }).catch(() => []);
      for await (const entry of entries) {
        const id = entry.name.slice(0, 36);
        if (entry.isDirectory() || seen.has(id)) continue;
        seen.add(id);
        yield id;
      }
    },
    tidy: (before) => folders.tidy(before),
    check: () => onDisk(async () => void (await mkdir(join(dir, "uploads"), { recursive: true }))),
  };
}
