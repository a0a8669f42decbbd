import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import type pg from "pg";
import type { Database } from "./database.ts";
import { DatabaseUnavailableError } from "./database-unavailable.ts";

/** Folder of the migration files. */
export const migrationsFolder = join(import.meta.dirname, "../migrations");

/** Any number that nothing else in the database uses as a lock: "parley" in base 36. */
const LOCK_KEY = 1_529_738_026;

/** A migration file, as drizzle-kit lists it. `when` is its number in the database. */
interface JournalEntry {
  readonly tag: string;
  readonly when: number;
}

async function readJournal(folder: string): Promise<readonly JournalEntry[]> {
  const text = await readFile(join(folder, "meta/_journal.json"), "utf8");
  // drizzle-kit writes this file, and drizzle's migrator reads it by the same names.
  return (JSON.parse(text) as { entries: JournalEntry[] }).entries;
}

async function readApplied(client: pg.PoolClient): Promise<ReadonlySet<number>> {
  const table = await client.query<{ there: boolean }>(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as there",
  );
  if (table.rows[0]?.there !== true) return new Set();
  const { rows } = await client.query<{ when: string }>(
    'select created_at as "when" from drizzle.__drizzle_migrations',
  );
  return new Set(rows.map((row) => Number(row.when)));
}

/**
 * Refuses what drizzle's migrator would skip silently: it compares every file only with the newest applied one, and
 * checks neither which program applied it nor what was omitted before.
 */
function checkOrder(files: readonly JournalEntry[], applied: ReadonlySet<number>): void {
  const known = new Set(files.map(({ when }) => when));
  const unknown = [...applied].filter((when) => !known.has(when)).length;
  if (unknown > 0) throw new DatabaseUnavailableError({ kind: "schema_newer", unknown });
  const newest = Math.max(0, ...applied);
  const late = files.find(({ when }) => when < newest && !applied.has(when));
  if (late !== undefined) {
    throw new DatabaseUnavailableError({ kind: "migration_out_of_order", file: late.tag });
  }
}

/**
 * Migrates the database to the schema of this code: entirely or not at all. Idempotent, and safe to run from several
 * processes at once. Refuses a database that is newer than this code.
 */
export async function migrate(db: Database, folder: string = migrationsFolder): Promise<void> {
  const files = await readJournal(folder);
  const client = await db.$client.connect();
  try {
    // A migration may take long, and so may waiting for another process's migration.
    await client.query("set statement_timeout = 0");
    await client.query("select pg_advisory_lock($1)", [LOCK_KEY]);
    checkOrder(files, await readApplied(client));
    await applyMigrations(drizzle({ client }), { migrationsFolder: folder });
  } finally {
    // The session ends, and with it the lock and the setting.
    client.release(true);
  }
}

/** How the schema of a database compares to this code. */
export type SchemaState = "absent" | "older" | "current";

/** Inspects the schema of a database and changes nothing. Refuses one that is newer than this code. */
export async function readSchemaState(client: pg.PoolClient): Promise<SchemaState> {
  const files = await readJournal(migrationsFolder);
  const applied = await readApplied(client);
  checkOrder(files, applied);
  if (applied.size === 0) return "absent";
  return applied.size === files.length ? "current" : "older";
}

/** Creates the schema inside the current transaction, so that a rollback leaves the database empty. */
export async function rehearseMigrations(client: pg.PoolClient): Promise<void> {
  const statements = readMigrationFiles({ migrationsFolder }).flatMap((file) => file.sql);
  for (const statement of statements) await client.query(statement);
}
