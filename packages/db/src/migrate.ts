import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import pg from "pg";
import type { Connection } from "./connect.ts";
import { type Database, openDrizzle } from "./database.ts";
import { DEFAULT_SCHEMA } from "./database-schema.ts";
import { DatabaseUnavailableError } from "./database-unavailable.ts";

/** Folder of the migration files. */
export const migrationsFolder = join(import.meta.dirname, "../migrations");

/** The table in the schema that lists the applied migrations. Its name also marks the schema as Parley's. */
export const JOURNAL = "parley_migrations";

/** One migration at a time in each schema: `inSchema` translates the text. */
const LOCK_KEY = `hashtextextended('"parley".migrations', 0)`;

/** A migration file. `when` is its number in the database. */
interface Migration {
  readonly tag: string;
  readonly when: number;
  readonly statements: readonly string[];
}

async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const text = await readFile(join(folder, "meta/_journal.json"), "utf8");
  // drizzle-kit writes this file.
  const { entries } = JSON.parse(text) as { entries: Pick<Migration, "tag" | "when">[] };
  return Promise.all(
    entries.map(async ({ tag, when }) => {
      const script = await readFile(join(folder, `${tag}.sql`), "utf8");
      return { tag, when, statements: script.split("--> statement-breakpoint") };
    }),
  );
}

/**
 * Refuses what would be skipped or applied twice: migrations that this code does not know, and one that is older than
 * the newest applied one.
 */
function checkOrder(
  files: readonly Migration[],
  { schema, applied }: { schema: string; applied: ReadonlySet<number> },
): void {
  const known = new Set(files.map(({ when }) => when));
  const unknown = [...applied].filter((when) => !known.has(when)).length;
  if (unknown > 0) throw new DatabaseUnavailableError({ kind: "schema_newer", schema, unknown });
  const newest = Math.max(0, ...applied);
  const late = files.find(({ when }) => when < newest && !applied.has(when));
  if (late !== undefined) {
    throw new DatabaseUnavailableError({ kind: "migration_out_of_order", file: late.tag });
  }
}

/** Where the tables are. Versions before the schema kept them in `public`, with Drizzle's default journal. */
type Installation =
  | { readonly kind: "absent"; readonly hasSchema: boolean }
  | { readonly kind: "current"; readonly applied: ReadonlySet<number> }
  | {
      readonly kind: "in-public";
      readonly hasSchema: boolean;
      readonly applied: ReadonlySet<number>;
    };

interface Facts {
  readonly hasSchema: boolean;
  readonly hasJournal: boolean;
  /** The name of any object in the schema. */
  readonly content: string | null;
  /** Whether Drizzle's default journal exists; `isLegible` if the role may read it. */
  readonly hasDrizzle: boolean;
  readonly isLegible: boolean;
  /** Whether `public` has tables that only Parley has. */
  readonly hasTables: boolean;
}

/** Reads catalogs only, which every role may: `to_regclass` fails on a schema that a role may not use. */
const readFacts = `
  with named as (select oid from pg_namespace where nspname = $1),
  relations as (
    select n.nspname, c.oid, c.relname, c.relnamespace from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind not in ('i', 'I', 't', 'c')
  )
  select exists (select from named) as "hasSchema",
    exists (select from relations where nspname = $1 and relname = '${JOURNAL}') as "hasJournal",
    (select min(x.name) from (
      select relname::text as name from relations where nspname = $1
      union all select proname from pg_proc where pronamespace in (select oid from named)
      union all select typname from pg_type where typnamespace in (select oid from named) and typtype in ('d', 'e', 'r')
    ) x) as content,
    exists (select from relations where nspname = 'drizzle' and relname = '__drizzle_migrations') as "hasDrizzle",
    exists (
      select from relations where nspname = 'drizzle' and relname = '__drizzle_migrations'
        and has_schema_privilege(relnamespace, 'usage') and has_table_privilege(oid, 'select')
    ) as "isLegible",
    (select count(*) = 3 from relations where nspname = 'public' and relname in ('participants', 'streams', 'stream_events'))
      as "hasTables"`;

async function readNumbers(client: pg.PoolClient, text: string): Promise<ReadonlySet<number>> {
  const { rows } = await client.query<{ number: string }>(text);
  return new Set(rows.map(({ number }) => Number(number)));
}

/** Finds the installation, and refuses what is not Parley's or cannot be told. Changes nothing. */
async function findInstallation(
  client: pg.PoolClient,
  { schema, files }: { schema: string; files: readonly Migration[] },
): Promise<Installation> {
  const { rows } = await client.query<Facts>(readFacts, [schema]);
  const [facts] = rows;
  if (facts === undefined) throw new Error("the server reports nothing about its schemas");
  const { hasSchema } = facts;
  if (facts.hasJournal) {
    const applied = await readNumbers(client, `select number from "parley".${JOURNAL}`);
    checkOrder(files, { schema, applied });
    return { kind: "current", applied };
  }
  if (facts.content !== null) {
    throw new DatabaseUnavailableError({ kind: "schema_foreign", schema, found: facts.content });
  }
  const ofFiles = new Set(files.map(({ when }) => when));
  const recorded = facts.isLegible
    ? await readNumbers(client, "select created_at as number from drizzle.__drizzle_migrations")
    : new Set<number>();
  // The host platform may use the same journal.
  const applied = new Set([...recorded].filter((when) => ofFiles.has(when)));
  if (applied.size === 0) {
    if (facts.hasDrizzle && !facts.isLegible && facts.hasTables)
      throw new DatabaseUnavailableError({ kind: "tables_unreadable" });
    return { kind: "absent", hasSchema };
  }
  if (schema !== DEFAULT_SCHEMA)
    throw new DatabaseUnavailableError({ kind: "tables_in_public", schema });
  checkOrder(files, { schema: "public", applied });
  return { kind: "in-public", hasSchema, applied };
}

const quoted = pg.escapeIdentifier;

async function createSchema(
  client: pg.PoolClient,
  { schema, hasSchema }: { schema: string; hasSchema: boolean },
): Promise<void> {
  // `if not exists` would need the privilege to create schemas even where the schema exists.
  if (!hasSchema) await client.query(`create schema ${quoted(schema)}`);
}

const createJournal = `
  create table "parley".${JOURNAL} (
    number bigint primary key, name text not null, applied_at timestamptz(3) not null default now()
  )`;

const record = (client: pg.PoolClient, files: readonly Migration[]) =>
  client.query(
    `insert into "parley".${JOURNAL} (number, name) select * from unnest($1::bigint[], $2::text[])`,
    [files.map(({ when }) => when), files.map(({ tag }) => tag)],
  );

/** The names of the tables that migrations have created, and of their partitions. */
async function tablesInPublic(
  client: pg.PoolClient,
  files: readonly Migration[],
): Promise<readonly string[]> {
  const created = files
    .flatMap(({ statements }) => statements)
    .flatMap((text) => [...text.matchAll(/^CREATE (?:UNLOGGED )?TABLE "parley"\."(\w+)"/gm)])
    .map(([, name]) => name ?? "");
  const { rows } = await client.query<{ name: string; there: boolean }>(
    `with wanted as (select distinct name from unnest($1::text[]) as name)
      select w.name, c.oid is not null as there from wanted w
      left join pg_class c on c.relname = w.name and c.relnamespace = to_regnamespace('public') and c.relkind in ('r', 'p')
      union
      select c.relname, true from wanted w
      join pg_class p on p.relname = w.name and p.relnamespace = to_regnamespace('public')
      join pg_inherits i on i.inhparent = p.oid join pg_class c on c.oid = i.inhrelid
      order by 1`,
    [created],
  );
  const missing = rows.find(({ there }) => !there);
  if (missing !== undefined)
    throw new DatabaseUnavailableError({ kind: "table_missing", table: missing.name });
  return rows.map(({ name }) => name);
}

/**
 * Moves the tables of an earlier version out of `public`, and its rows out of Drizzle's journal: that of a host
 * platform which uses the same one is then its own, and its earlier migrations are no longer skipped. A row that is
 * older than any migration stays, so that the earlier version refuses to start instead of creating its tables again.
 */
async function moveFromPublic(
  client: pg.PoolClient,
  { schema, files }: { schema: string; files: readonly Migration[] },
): Promise<void> {
  for (const name of await tablesInPublic(client, files))
    await client.query(`alter table public.${quoted(name)} set schema ${quoted(schema)}`);
  const numbers = files.map(({ when }) => when);
  await client.query("delete from drizzle.__drizzle_migrations where created_at = any($1)", [
    numbers,
  ]);
  await client.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, 1)", [
    `Parley has moved to the schema ${schema}.`,
  ]);
}

const INSUFFICIENT_PRIVILEGE = "42501";

/** A refusal of the database for want of a privilege, with what an administrator can do. */
function explained(fault: unknown, { schema, user }: { schema: string; user: string }): unknown {
  for (let cause = fault; cause instanceof Error; cause = cause.cause) {
    if (!("code" in cause) || cause.code !== INSUFFICIENT_PRIVILEGE) continue;
    const detail = cause.message;
    return new DatabaseUnavailableError(
      { kind: "schema_denied", schema, user, detail },
      { cause: fault },
    );
  }
  return fault;
}

async function applyMissing(
  client: pg.PoolClient,
  { schema, files }: { schema: string; files: readonly Migration[] },
): Promise<void> {
  const found = await findInstallation(client, { schema, files });
  const applied = found.kind === "absent" ? new Set<number>() : found.applied;
  const isApplied = ({ when }: Migration) => applied.has(when);
  await openDrizzle(client).transaction(async (tx) => {
    if (found.kind !== "current") {
      await createSchema(client, { schema, hasSchema: found.hasSchema });
      const present = files.filter(isApplied);
      if (found.kind === "in-public") await moveFromPublic(client, { schema, files: present });
      await client.query(createJournal);
      await record(client, present);
    }
    const missing = files.filter((file) => !isApplied(file));
    for (const { statements } of missing)
      for (const statement of statements) await tx.execute(sql.raw(statement));
    if (missing.length > 0) await record(client, missing);
  });
}

/**
 * Migrates the schema of the database to this code: entirely or not at all. Moves the tables of an installation from
 * before the schema there. Idempotent, and safe to run from several processes at once. Refuses a schema that is newer
 * than this code, or that is not Parley's.
 */
export async function migrate(db: Database, folder: string = migrationsFolder): Promise<void> {
  const { schema } = db;
  const files = await readMigrations(folder);
  const client = await db.$client.connect();
  try {
    // A migration may take long, and so may waiting for another process's migration.
    await client.query("set statement_timeout = 0");
    await client.query(`select pg_advisory_lock(${LOCK_KEY})`);
    await applyMissing(client, { schema, files }).catch((fault: unknown) => {
      throw explained(fault, { schema, user: client.user ?? "" });
    });
  } finally {
    // The session ends, and with it the lock and the setting.
    client.release(true);
  }
}

/** How the schema of a database compares to this code. */
export type SchemaState = "absent" | "older" | "current";

/** Inspects the schema of a database and changes nothing. Refuses what `migrate` would refuse. */
export async function readSchemaState(client: pg.PoolClient, schema: string): Promise<SchemaState> {
  const files = await readMigrations(migrationsFolder);
  const found = await findInstallation(client, { schema, files });
  if (found.kind === "absent") return "absent";
  const isComplete = found.kind === "current" && found.applied.size === files.length;
  return isComplete ? "current" : "older";
}

/** Tables in `public` whose names Parley's tables have too, if the role has the name of the schema. */
const sharedNames = `
  select quote_ident(theirs.relname) as name from pg_class theirs
  where current_user = $1 and theirs.relnamespace = to_regnamespace('public') and theirs.relkind in ('r', 'p', 'v', 'm', 'f')
    and exists (
      select from pg_class ours
      where ours.relnamespace = to_regnamespace($1) and ours.relname = theirs.relname and ours.relkind in ('r', 'p')
    )
  order by theirs.relname`;

/** Which of these names mean tables of the schema in the session that asks. */
const hiddenNames = `
  select quote_ident(current_user) as role, string_agg(name, ', ') as tables from unnest($2::text[]) as name
  where (select relnamespace from pg_class where oid = to_regclass(name)) = to_regnamespace($1)`;

interface HiddenNames {
  readonly role: string;
  readonly tables: string | null;
}

/** Asks a session as other programs have it: no catalog shows what the server's own configuration sets. */
async function findHidden(
  client: pg.Client,
  values: readonly [schema: string, names: readonly string[]],
): Promise<readonly HiddenNames[]> {
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query<HiddenNames>(hiddenNames, [...values])).rows;
  } catch {
    // Parley needs no such session, and starts without the answer.
    return [];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What the operator must know about the names of other tables next to the schema, one plain sentence each. */
export async function nameWarnings({
  direct: { $client, schema },
  createPlainClient,
}: Pick<Connection, "direct" | "createPlainClient">): Promise<readonly string[]> {
  if (createPlainClient === undefined) return [];
  const { rows } = await $client.query<{ name: string }>(sharedNames, [schema]);
  if (rows.length === 0) return [];
  const names = rows.map(({ name }) => name);
  return (await findHidden(createPlainClient(), [schema, names])).flatMap(({ role, tables }) =>
    tables === null
      ? []
      : `The role ${role} has the name of Parley's schema: in its other sessions ${tables} are Parley's tables, and no longer yours in public. Use another role or schema, or run: alter role ${role} set search_path = public.`,
  );
}

/** Creates the schema inside the current transaction, so that a rollback leaves the database as it was. */
export async function rehearseMigrations(client: pg.PoolClient, schema: string): Promise<void> {
  const files = await readMigrations(migrationsFolder);
  const found = await findInstallation(client, { schema, files });
  if (found.kind === "absent") await createSchema(client, { schema, hasSchema: found.hasSchema });
  for (const { statements } of files)
    for (const statement of statements) await client.query(statement);
}
