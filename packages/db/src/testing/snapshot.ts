import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createDatabase } from "../database.ts";
import { createPglite } from "../engines/in-process/create-pglite.ts";
import { createPglitePool } from "../engines/in-process/pglite-pool.ts";
import { migrate, migrationsFolder } from "../migrate.ts";

const cacheFolder = join(import.meta.dirname, "../../node_modules/.cache/parley");
/** To be changed with what a snapshot contains. */
const FORMAT = "without templates, small buffers and log";
const PGLITE_PACKAGE = createRequire(import.meta.url).resolve("@electric-sql/pglite");

/** Identifies the schema: every migration file by name and content, and the version of PGlite and of this file. */
async function snapshotKey(): Promise<string> {
  const hash = createHash("sha256").update(FORMAT).update(PGLITE_PACKAGE).update(process.version);
  for (const name of (await readdir(migrationsFolder)).toSorted()) {
    if (!name.endsWith(".sql")) continue;
    hash.update(name).update(await readFile(join(migrationsFolder, name)));
  }
  return hash.update(await readFile(join(migrationsFolder, "meta/_journal.json"))).digest("hex");
}

/** The folders of the databases template1 and template0: nothing here creates a database. */
const UNUSED = /^\/?base\/[14]\/./;
/** The unit of a tar archive: each entry is a header and its content, padded. */
const BLOCK = 512;

/** A tar archive without the entries of the template databases: a third of the bytes, and half of the files. */
function withoutTemplates(archive: Uint8Array<ArrayBuffer>): Blob {
  const text = new TextDecoder();
  const field = (from: number, length: number) =>
    text.decode(archive.subarray(from, from + length)).replace(/\0.*$/s, "");
  const kept: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  // Two blocks of zeros end it.
  for (let name = field(0, 100); name !== ""; name = field(at, 100)) {
    // POSIX ustar: the name at 0, the size in octal digits at 124.
    const size = Number.parseInt(field(at + 124, 12), 8);
    const next = at + BLOCK * (1 + Math.ceil(size / BLOCK));
    if (!UNUSED.test(name)) kept.push(archive.subarray(at, next));
    at = next;
  }
  return new Blob([...kept, archive.subarray(at)]);
}

async function makeSnapshot(): Promise<Blob> {
  // A segment of the log is a file that is loaded whole.
  const pglite = await createPglite("memory://", { initDbStartParams: ["--wal-segsize=1"] });
  const pool = createPglitePool(pglite);
  try {
    await migrate(createDatabase(pool));
    await pool.query("vacuum analyze");
    // Each start clears the buffers: a quarter of a second for the default of 128 MB.
    await pool.query("alter system set shared_buffers = '8MB'");
    // Otherwise each start replays the log.
    await pool.query("checkpoint");
    const dump = await pglite.dumpDataDir("none");
    return withoutTemplates(new Uint8Array(await dump.arrayBuffer()));
  } finally {
    await pool.end();
    await pglite.close();
  }
}

/** Stores one snapshot. A folder that is not writable costs time, and nothing else. */
async function keepSnapshot(path: string, made: Blob): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await mkdir(cacheFolder, { recursive: true });
    for (const name of await readdir(cacheFolder))
      await rm(join(cacheFolder, name), { force: true });
    await writeFile(draft, new Uint8Array(await made.arrayBuffer()));
    // A rename is atomic, so a second test process never reads half a file.
    await rename(draft, path);
  } catch {
    await rm(draft, { force: true });
  }
}

const snapshotPath = async () => join(cacheFolder, `schema-${await snapshotKey()}.tar`);

/** Creates the snapshot, unless it exists. Done once before the test files, which run in parallel. */
export async function prepareSnapshot(): Promise<void> {
  const path = await snapshotPath();
  const kept = await stat(path).catch(() => null);
  if (kept === null) await keepSnapshot(path, await makeSnapshot());
}

/**
 * A migrated, empty PGlite as a file to load. Created once per machine and stored next to the installed packages:
 * loading takes half a second, creating it four.
 */
export async function migratedSnapshot(): Promise<Blob> {
  const path = await snapshotPath();
  const kept = await readFile(path).catch(() => null);
  if (kept !== null) return new Blob([kept]);
  const made = await makeSnapshot();
  await keepSnapshot(path, made);
  return made;
}
