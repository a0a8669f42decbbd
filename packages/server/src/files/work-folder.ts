import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Folders that exist while something is worked on. */
export interface WorkFolder {
  with<Result>(use: (folder: string) => Promise<Result>): Promise<Result>;
  /** Removes those that a process which was killed left behind. */
  tidy(before: Date): Promise<void>;
}

/** Creates folders below `dir`, which this user alone reads. */
export const createWorkFolder = (dir: string): WorkFolder => ({
  async with(use) {
    const folder = join(dir, randomUUID());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  async tidy(before) {
    for (const name of await readdir(dir).catch(() => [])) {
      const folder = join(dir, name);
      const found = await stat(folder).catch(() => undefined);
      if (found !== undefined && found.mtime < before)
        await rm(folder, { recursive: true, force: true });
    }
  },
});
