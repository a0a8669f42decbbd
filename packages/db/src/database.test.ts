import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./testing.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.close());

test("DB-2: a transaction names its isolation level, whatever the session's is", async () => {
  const { db } = database;
  const level = sql`select current_setting('transaction_isolation') as level`;
  await db.execute(sql`set default_transaction_isolation = 'serializable'`);
  try {
    expect((await db.execute(level)).rows).toEqual([{ level: "serializable" }]);
    const inside = await db.transaction((tx) => tx.execute(level));
    expect(inside.rows).toEqual([{ level: "read committed" }]);
    const chosen = await db.transaction((tx) => tx.execute(level), {
      isolationLevel: "repeatable read",
    });
    expect(chosen.rows).toEqual([{ level: "repeatable read" }]);
  } finally {
    await db.execute(sql`set default_transaction_isolation = 'read committed'`);
  }
});

const root = fileURLToPath(new URL("../../..", import.meta.url));
const STARTS = /(?:query\(\s*|sql)[`"']\s*(?:begin|start\s+transaction)\b(?!\s+isolation)/i;

test("DB-2: no SQL begins a transaction without its isolation level", async () => {
  // Keys that must be redacted, so that the search cannot miss them.
  expect('client.query("begin")').toMatch(STARTS);
  expect("sql`start transaction read only`").toMatch(STARTS);
  expect('client.query("begin isolation level read committed")').not.toMatch(STARTS);
  const found: string[] = [];
  for await (const path of glob("{apps,packages}/*/src/**/*.ts", { cwd: root })) {
    if (path.endsWith(".test.ts")) continue;
    if (STARTS.test(await readFile(join(root, path), "utf8"))) found.push(path);
  }
  expect(found).toEqual([]);
});

test("DB-5: text in an index is compared byte by byte, in JavaScript's order", async () => {
  const { rows } = await database.db.execute(sql`
    select i.indexrelid::regclass::text as index, co.collname as collation
    from pg_index i
      join pg_class c on c.oid = i.indrelid and c.relnamespace = 'parley'::regnamespace
      join pg_class x on x.oid = i.indexrelid
      join pg_am am on am.oid = x.relam and am.amname = 'btree'
      cross join lateral unnest(i.indcollation) as used
      join pg_collation co on co.oid = used
    where co.collname <> 'C'`);
  expect(rows).toEqual([]);
});
