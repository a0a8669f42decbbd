import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getTableConfig } from "drizzle-orm/pg-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { connect, type Connection } from "./connect.ts";
import { writeMigrations, type MigrationFixture } from "./fixtures/migrations.ts";
import { migrate } from "./migrate.ts";
import * as tablesOfCode from "./schema/index.ts";

/** The tables that the code names, each in the schema. */
const tableNames = Object.values(tablesOfCode).map((table) => {
  const config = getTableConfig(table);
  return config.schema === "parley" ? config.name : `not in the schema: ${config.name}`;
});

let connection: Connection;
let folder: string;

beforeAll(async () => {
  connection = await connect({ engine: "in-process", dataDir: null });
});

afterAll(() => connection.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-migrations-"));
  await connection.db.$client.query(`
    drop schema if exists parley cascade; drop schema if exists drizzle cascade;
    drop schema public cascade; create schema public`);
});

afterEach(() => rm(folder, { recursive: true }));

const first: MigrationFixture = {
  tag: "0000_first",
  when: 1_000,
  statements: [`create table "parley".a (n int)`],
};
const second: MigrationFixture = {
  tag: "0001_second",
  when: 2_000,
  statements: [`create table "parley".b (n int)`],
};
const third: MigrationFixture = {
  tag: "0002_third",
  when: 3_000,
  statements: [`create table "parley".c (n int)`],
};

async function apply(...migrations: MigrationFixture[]): Promise<void> {
  await rm(folder, { recursive: true });
  await writeMigrations(folder, migrations);
  await migrate(connection.db, folder);
}

async function tables(): Promise<string[]> {
  const { rows } = await connection.db.$client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'parley' and tablename <> 'parley_migrations' order by 1",
  );
  return rows.map(({ name }) => name);
}

test("DBS-1: everything that the migrations create is in the schema", async () => {
  const { $client: pool } = connection.db;
  const objects = `
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ('parley', 'pg_toast')
    union all select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname <> 'parley'
    order by 1`;
  const before = (await pool.query(objects)).rows;
  await migrate(connection.db);
  expect((await pool.query(objects)).rows).toEqual(before);
  expect(await tables()).toEqual(expect.arrayContaining(tableNames));
});

test("the migrations of this code apply, and again without effect", async () => {
  await migrate(connection.db);
  const before = await tables();
  expect(before).toContain("messages");
  await migrate(connection.db);
  expect(await tables()).toEqual(before);
});

test("a later version applies what is new, each file once", async () => {
  await apply(first);
  await apply(first, second);
  await apply(first, second);
  expect(await tables()).toEqual(["a", "b"]);
  const { rows } = await connection.db.$client.query(
    "select count(*)::int as n from parley.parley_migrations",
  );
  expect(rows).toEqual([{ n: 2 }]);
});

test("a database that is newer than the code is refused and not changed", async () => {
  await apply(first, second);
  await expect(apply(first)).rejects.toMatchObject({
    name: "DatabaseUnavailableError",
    problem: { kind: "schema_newer", unknown: 1 },
  });
  expect(await tables()).toEqual(["a", "b"]);
});

test("a file older than the newest applied one is refused by name, not skipped", async () => {
  await apply(first, third);
  await expect(apply(first, second, third)).rejects.toMatchObject({
    problem: { kind: "migration_out_of_order", file: "0001_second" },
  });
  expect(await tables()).toEqual(["a", "c"]);
});

test("a migration that fails leaves nothing of any file of its run", async () => {
  const faulty = {
    ...second,
    statements: [`create table "parley".b (n int)`, `create table "parley".a (n int)`],
  };
  await expect(apply(first, faulty)).rejects.toThrow("Failed query");
  expect(await tables()).toEqual([]);
  await apply(first, second);
  expect(await tables()).toEqual(["a", "b"]);
});

test("migrating leaves neither a lock nor a setting behind", async () => {
  const timeout = "select current_setting('statement_timeout') as timeout";
  const before = (await connection.db.$client.query(timeout)).rows;
  await apply(first);
  expect((await connection.db.$client.query(timeout)).rows).toEqual(before);
  const { rows } = await connection.db.$client.query(
    "select count(*)::int as n from pg_locks where locktype = 'advisory'",
  );
  expect(rows).toEqual([{ n: 0 }]);
});

const migrations = join(import.meta.dirname, "../migrations");

interface Journal {
  readonly entries: readonly { readonly tag: string; readonly when: number }[];
}

/** A copy of this code's migrations up to the one before the first that contains a text. */
async function migrationsBefore(text: string): Promise<void> {
  await cp(migrations, folder, { recursive: true });
  const file = join(folder, "meta/_journal.json");
  const journal: Journal = JSON.parse(await readFile(file, "utf8"));
  const scripts = await Promise.all(
    journal.entries.map(({ tag }) => readFile(join(migrations, `${tag}.sql`), "utf8")),
  );
  const at = scripts.findIndex((script) => script.includes(text));
  expect(at).toBeGreaterThan(0);
  await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }));
}

test("AVA-1: addresses of other hosts that an older version stored are queued to be fetched, and no longer returned", async () => {
  await migrationsBefore('CREATE TABLE "parley"."avatar_sources"');
  await migrate(connection.db, folder);
  const { $client: pool } = connection.db;
  await pool.query(`
    insert into parley.users (id, name, email, role, avatar_url) values
      ('ada', 'Ada', 'ada@example.org', 'MENTOR', 'https://example.org/ada.png'),
      ('ben', 'Ben', 'ben@example.org', 'MENTEE', 'http://127.0.0.1:5432/'),
      ('cleo', 'Cleo', 'cleo@example.org', 'MENTEE', null)`);
  await migrate(connection.db);
  const { rows } = await pool.query(`
    select u.id, u.avatar_url, s.url, s.is_followed, s.due_at <= now() as is_due
    from parley.users u left join parley.avatar_sources s on s.user_id = u.id order by u.id`);
  const without = { avatar_url: null, url: null, is_followed: null, is_due: null };
  expect(rows).toEqual([
    {
      ...{ id: "ada", avatar_url: null, url: "https://example.org/ada.png" },
      ...{ is_followed: true, is_due: true },
    },
    { id: "ben", ...without },
    { id: "cleo", ...without },
  ]);
  await expect(
    pool.query("update parley.users set avatar_url = 'https://example.org/ada.png'"),
  ).rejects.toThrow("users_avatar_url_local");
});

/** The tables of a schema, the journal included. */
async function tablesOf(schema: string): Promise<string[]> {
  const { rows } = await connection.db.$client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = $1 order by 1",
    [schema],
  );
  return rows.map(({ name }) => name);
}

interface JournalRow {
  readonly hash: string;
  readonly created_at: string;
}

const drizzleJournal = async () =>
  (
    await connection.db.$client.query<JournalRow>(
      "select hash, created_at from drizzle.__drizzle_migrations order by created_at",
    )
  ).rows;

/**
 * An installation of a version before the schema, made of the same statements as then: tables in `public`, recorded in
 * Drizzle's default journal.
 */
async function installInPublic(upTo?: string): Promise<readonly number[]> {
  if (upTo === undefined) await cp(migrations, folder, { recursive: true });
  else await migrationsBefore(upTo);
  const { entries }: Journal = JSON.parse(
    await readFile(join(folder, "meta/_journal.json"), "utf8"),
  );
  const { $client: pool } = connection.db;
  await pool.query(`create schema drizzle; create table drizzle.__drizzle_migrations (
    id serial primary key, hash text not null, created_at bigint)`);
  for (const { tag, when } of entries) {
    const script = await readFile(join(folder, `${tag}.sql`), "utf8");
    for (const text of script.split("--> statement-breakpoint"))
      await pool.query(text.replaceAll('"parley".', '"public".'));
    await pool.query(
      "insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)",
      [`hash of ${tag}`, when],
    );
  }
  return entries.map(({ when }) => when);
}

test("DBS-3: the tables of an earlier version move from public into the schema, with every row and partition", async () => {
  const whens = await installInPublic('CREATE TABLE "parley"."avatar_sources"');
  const { $client: pool } = connection.db;
  await pool.query(`
    insert into public.users (id, name, email, role) values ('ada', 'Ada', 'ada@example.org', 'MENTOR');
    insert into public.streams (user_id, head) values ('ada', 2);
    insert into public.stream_events (user_id, seq, type, created_at) values
      ('ada', 1, 'resync', now()), ('ada', 2, 'resync', now() + interval '10 days');
    create table public.of_the_host (id text references public.users)`);
  const before = await tablesOf("public");
  await migrate(connection.db);
  expect(await tablesOf("public")).toEqual(["of_the_host"]);
  expect(await tablesOf("parley")).toEqual(
    [
      ...before.filter((name) => name !== "of_the_host"),
      ...[
        "avatar_secret",
        "avatar_sources",
        "avatars",
        "parley_migrations",
        "notification_settings",
        "notification_sweeps",
        "notifications",
        "pending_digests",
        "pending_notifications",
        "push_keys",
        "pushed_messages",
        "push_subscriptions",
        "mail_addresses",
        "mail_secret",
        "pinned_messages",
        "saved_messages",
        "action_items",
        "meetings",
        "reports",
        "announcements",
        "scheduled_messages",
        "templates",
        "drafts",
        "starters",
        "files",
        "file_secret",
        "infected_files",
      ],
      ...["sign_in_identities", "sign_in_secret", "used_sign_in_codes", "web_sessions"],
    ].toSorted(),
  );
  const { rows } = await pool.query(
    "select tableoid::regclass::text like 'parley.stream_events_%' as moved, seq::int from parley.stream_events order by seq",
  );
  expect(rows).toEqual([
    { moved: true, seq: 1 },
    { moved: true, seq: 2 },
  ]);
  // A reference of the host's table follows.
  await expect(pool.query("insert into public.of_the_host values ('nobody')")).rejects.toThrow(
    "foreign key",
  );
  const applied = await pool.query<{ number: string }>(
    "select number from parley.parley_migrations order by number",
  );
  expect(applied.rows.slice(0, whens.length).map(({ number }) => Number(number))).toEqual(whens);
  const there = await tablesOf("parley");
  await migrate(connection.db);
  expect(await tablesOf("parley")).toEqual(there);
});

test("DBS-3: a journal that the host platform shares keeps its rows, and what an earlier version would read makes it refuse to start", async () => {
  await installInPublic();
  const { $client: pool } = connection.db;
  await pool.query(
    "insert into drizzle.__drizzle_migrations (hash, created_at) values ('of the host', 1700000000000)",
  );
  await migrate(connection.db);
  // An earlier version refuses numbers that it does not know. Drizzle compares with the newest one only.
  expect(await drizzleJournal()).toEqual([
    { hash: "Parley has moved to the schema parley.", created_at: "1" },
    { hash: "of the host", created_at: "1700000000000" },
  ]);
});

test("DBS-3: a move that fails leaves everything in public, and the next start completes it", async () => {
  await installInPublic('CREATE TABLE "parley"."avatar_sources"');
  const { $client: pool } = connection.db;
  // Fails a migration that comes after the move.
  await pool.query(`
    create function public.refuse() returns event_trigger language plpgsql as
      $$ begin raise exception 'not now'; end $$;
    create event trigger refuse on ddl_command_end when tag in ('CREATE INDEX') execute function public.refuse()`);
  const before = await tablesOf("public");
  const journal = await drizzleJournal();
  await expect(migrate(connection.db)).rejects.toThrow("Failed query");
  expect(await tablesOf("public")).toEqual(before);
  expect(await tablesOf("parley")).toEqual([]);
  expect(await drizzleJournal()).toEqual(journal);
  await pool.query("drop event trigger refuse; drop function public.refuse()");
  await migrate(connection.db);
  expect(await tablesOf("public")).toEqual([]);
});

test("DBS-3: an installation in public without one of its tables is refused by the table's name, and not changed", async () => {
  await installInPublic();
  await connection.db.$client.query("drop table public.message_versions");
  const before = await tablesOf("public");
  await expect(migrate(connection.db)).rejects.toMatchObject({
    problem: { kind: "table_missing", table: "message_versions" },
  });
  expect(await tablesOf("public")).toEqual(before);
});

test("DBS-3: tables of the host platform with Parley's names stay where they are", async () => {
  const { $client: pool } = connection.db;
  await pool.query(`
    create table public.users (id int primary key, password text);
    create table public.groups (id int primary key);
    insert into public.users values (1, 'secret')`);
  await migrate(connection.db);
  expect(await tablesOf("public")).toEqual(["groups", "users"]);
  expect((await pool.query("select * from public.users")).rows).toEqual([
    { id: 1, password: "secret" },
  ]);
  expect((await pool.query("select * from parley.users")).rows).toEqual([]);
});

test.each([
  ["a table", "create table parley.rooms (id int)", "rooms"],
  ["a function", "create function parley.f() returns int language sql as 'select 1'", "f"],
  ["a type", "create type parley.mood as enum ('good')", "mood"],
])(
  "DBS-4: a schema with %s of another program is refused in one line, and not changed",
  async (_what, text, found) => {
    await connection.db.$client.query(`create schema parley; ${text}`);
    const refused = await migrate(connection.db).catch((fault: unknown) => fault);
    expect(refused).toMatchObject({ problem: { kind: "schema_foreign", schema: "parley", found } });
    expect(String(refused)).toMatch(/DATABASE_SCHEMA/);
    expect(await tables()).not.toContain("users");
  },
);

test("DBS-4: an empty schema of that name is used", async () => {
  await connection.db.$client.query("create schema parley");
  await migrate(connection.db);
  expect(await tables()).toContain("users");
});
