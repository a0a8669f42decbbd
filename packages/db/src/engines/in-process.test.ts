import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockDataDirectory } from "@parley/embedded-postgres/data-lock";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, type Connection } from "../connect.ts";

let connection: Connection;

beforeAll(async () => {
  connection = await connect({ engine: "in-process", dataDir: null });
});

afterAll(() => connection.close());

const one = async (text: string, values: unknown[] = []) =>
  (await connection.db.$client.query(text, values)).rows;

test("drizzle's own statements with parameters work", async () => {
  const { rows } = await connection.db.execute(sql`select ${7}::int as seven, ${"a"}::text as a`);
  expect(rows).toEqual([{ seven: 7, a: "a" }]);
});

test.each([
  ["a parameter that does not fit", "select $1::int", ["x"], "22P02"],
  ["a column that does not exist", "select nope, $1::int", [1], "42703"],
  ["a fault while running", "select 1 / $1::int", [0], "22012"],
])("after %s the next query is answered", async (_title, text, values, code) => {
  await expect(one(text, values)).rejects.toMatchObject({ code });
  expect(await one("select $1::int as n", [1])).toEqual([{ n: 1 }]);
});

test("a named statement survives a failure of its own and of others", async () => {
  const named = (value: unknown) => ({
    name: "twice",
    text: "select $1::int * 2 as n",
    values: [value],
  });
  const { $client: pool } = connection.db;
  expect((await pool.query(named(2))).rows).toEqual([{ n: 4 }]);
  await expect(pool.query(named("x"))).rejects.toMatchObject({ code: "22P02" });
  expect((await pool.query(named(3))).rows).toEqual([{ n: 6 }]);
});

test("a failed transaction is rolled back, or only a savepoint if that is what failed", async () => {
  await one("create table public.kept (n int)");
  const { db } = connection;
  const failing = db.transaction(async (tx) => {
    await tx.execute(sql`insert into public.kept values (1)`);
    await tx.execute(sql`select ${"x"}::int`);
  });
  await expect(failing).rejects.toThrow("Failed query");
  await db.transaction(async (tx) => {
    await tx.execute(sql`insert into public.kept values (2)`);
    const inner = tx.transaction((deeper) => deeper.execute(sql`select ${"x"}::int`));
    await expect(inner).rejects.toThrow("Failed query");
    await tx.execute(sql`insert into public.kept values (3)`);
  });
  expect(await one("select n from public.kept order by n")).toEqual([{ n: 2 }, { n: 3 }]);
});

test("a client that leaves ends its session: transaction, settings, locks, statements", async () => {
  const client = await connection.db.$client.connect();
  await client.query("set application_name = 'leaver'");
  await client.query("select pg_advisory_lock(1)");
  await client.query({ name: "mine", text: "select 1" });
  await client.query("begin");
  await client.query("create table public.unfinished (n int)");
  client.release(true);
  expect(await one("select to_regclass('public.unfinished') as there")).toEqual([{ there: null }]);
  expect(await one("select count(*)::int as n from pg_locks where locktype = 'advisory'")).toEqual([
    { n: 0 },
  ]);
  expect(await one("select count(*)::int as n from pg_prepared_statements")).toEqual([{ n: 0 }]);
  expect(await one("select current_setting('application_name') as name")).not.toEqual([
    { name: "leaver" },
  ]);
});

test("many concurrent queries are answered in turn, each with its own result", async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, async (_, i) =>
      i % 5 === 0
        ? one("select $1::int / 0", [i]).catch((error: Error) => error.message)
        : (await one("select $1::int as n", [i]))[0].n,
    ),
  );
  const expected = Array.from({ length: 100 }, (_, i) => (i % 5 === 0 ? "division by zero" : i));
  expect(answers).toEqual(expected);
});

test("closing is idempotent", async () => {
  const second = await connect({ engine: "in-process", dataDir: null });
  await Promise.all([second.close(), second.close()]);
  await second.close();
  await expect(second.db.$client.query("select 1")).rejects.toThrow("Cannot use a pool");
});

test("a directory of another process is refused before anything is opened", async () => {
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), "parley-in-process-")));
  const lock = await lockDataDirectory(dataDir);
  await expect(connect({ engine: "in-process", dataDir })).rejects.toMatchObject({
    problem: { kind: "data_directory_busy", directory: dataDir, pid: process.pid },
  });
  await lock.release();
  await rm(dataDir, { recursive: true });
});
