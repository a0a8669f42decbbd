import { rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { OpenEngine } from "./engine.ts";
import { createPglite } from "./in-process/create-pglite.ts";
import { createPglitePool } from "./in-process/pglite-pool.ts";
import type { OnFault } from "./pool.ts";

/** Where PGlite keeps its files in a data directory. */
export const inProcessFolder = (dataDir: string) => join(dataDir, "pglite");

async function open(path: string, { place, onFault }: { place: string; onFault: OnFault }) {
  const pglite = await createPglite(path);
  const pool = createPglitePool(pglite);
  pool.on("error", onFault);
  const description = `PGlite in process, data in ${place}`;
  return { pool, description, stop: () => pglite.close() } satisfies OpenEngine;
}

/** PostgreSQL as WebAssembly in this process, lost when it ends. */
export function openMemoryInProcess(onFault: OnFault): Promise<OpenEngine> {
  return open("memory://", { place: "memory", onFault });
}

/** PostgreSQL as WebAssembly in this process, on files. The caller holds the lock of the directory. */
export async function openFolderInProcess(dataDir: string, onFault: OnFault): Promise<OpenEngine> {
  const folder = inProcessFolder(dataDir);
  if ((await stat(folder).catch(() => null)) === null) {
    // Built in a temporary folder, then renamed: a kill in the middle leaves no incomplete database that looks
    // complete.
    const draft = `${folder}.new`;
    await rm(draft, { recursive: true, force: true });
    const pglite = await createPglite(draft);
    await pglite.close();
    await rename(draft, folder);
  }
  return open(folder, { place: folder, onFault });
}
