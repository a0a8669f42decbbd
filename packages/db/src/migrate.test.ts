import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { connect, type Connection } from "./connect.ts";
import { writeMigrations, type MigrationFixture } from "./fixtures/migrations.ts";
import { migrate } from "./migrate.ts";

let connection: Connection;
let folder: string;

beforeAll(async () => {
  connection = await connect({ engine: "in-process", dataDir: null });
});

afterAll(() => connection.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-migrations-"));
  await connection.db.$client.query("drop schema if exists drizzle cascade");
  await connection.db.$client.query("drop schema public cascade; create schema public");
});

afterEach(() => rm(folder, { recursive: true }));

const first: MigrationFixture = {
  tag: "0000_first",
  when: 1_000,
  statements: ["create table a (n int)"],
};
const second: MigrationFixture = {
  tag: "0001_second",
  when: 2_000,
  statements: ["create table b (n int)"],
};
const third: MigrationFixture = {
  tag: "0002_third",
  when: 3_000,
  statements: ["create table c (n int)"],
};

async function apply(...migrations: MigrationFixture[]): Promise<void> {
  await rm(folder, { recursive: true });
  await writeMigrations(folder, migrations);
  await migrate(connection.db, folder);
}

async function tables(): Promise<string[]> {
  const { rows } = await connection.db.$client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  );
  return rows.map(({ name }) => name);
}

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
    "select count(*)::int as n from drizzle.__drizzle_migrations",
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
  const faulty = { ...second, statements: ["create table b (n int)", "create table a (n int)"] };
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

/** A copy of this code's migrations up to the one before the first that contains a text. */
async function migrationsBefore(text: string): Promise<void> {
  const source = join(import.meta.dirname, "../migrations");
  await cp(source, folder, { recursive: true });
  const file = join(folder, "meta/_journal.json");
  const journal: { entries: { tag: string }[] } = JSON.parse(await readFile(file, "utf8"));
  const scripts = await Promise.all(
    journal.entries.map(({ tag }) => readFile(join(source, `${tag}.sql`), "utf8")),
  );
  const at = scripts.findIndex((script) => script.includes(text));
  expect(at).toBeGreaterThan(0);
  await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }));
}

test("AVA-1: addresses of other hosts that an older version stored are queued to be fetched, and no longer returned", async () => {
  await migrationsBefore('CREATE TABLE "avatar_sources"');
  await migrate(connection.db, folder);
  const { $client: pool } = connection.db;
  await pool.query(`
    insert into users (id, name, email, role, avatar_url) values
      ('ada', 'Ada', 'ada@example.org', 'MENTOR', 'https://example.org/ada.png'),
      ('ben', 'Ben', 'ben@example.org', 'MENTEE', 'http://127.0.0.1:5432/'),
      ('cleo', 'Cleo', 'cleo@example.org', 'MENTEE', null)`);
  await migrate(connection.db);
  const { rows } = await pool.query(`
    select u.id, u.avatar_url, s.url, s.is_followed, s.due_at <= now() as is_due
    from users u left join avatar_sources s on s.user_id = u.id order by u.id`);
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
    pool.query("update users set avatar_url = 'https://example.org/ada.png'"),
  ).rejects.toThrow("users_avatar_url_local");
});
