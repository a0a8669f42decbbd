import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connect, type Connection } from "./connect.ts";
import { createDatabase, type Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { streams, users } from "./schema/index.ts";
import { withSession } from "./session.ts";
import { fragment, preparedStatement, statement } from "./statement.ts";

let connection: Connection;
/** Two Parleys over the sessions of one pool. */
let first: Database;
let second: Database;

beforeAll(async () => {
  connection = await connect({ engine: "in-process", dataDir: null });
  first = connection.db;
  second = createDatabase(first.$client, { schema: "second" });
  await migrate(first);
  await migrate(second);
});

afterAll(() => connection.close());

beforeEach(async () => {
  for (const db of [first, second]) {
    await db.delete(streams);
    await db.delete(users);
  }
});

const person = (id: string, name: string) => ({ id, name, role: "MENTOR" }) as const;

const nameOf = statement({
  name: "test.name",
  row: { name: users.name },
  sql: (id: string) => sql`select u.name from ${users} u where u.id = ${id}`,
  examples: ["ada"],
});

const preparedNameOf = preparedStatement({
  name: "test.prepared-name",
  row: { name: users.name },
  text: fragment`select u.name from ${users} u where u.id = $1`,
  values: (id: string) => [id],
});

test("DBS-2: each of two schemas has its own rows, over one pool, by every way to run a statement", async () => {
  await first.insert(users).values(person("ada", "Ada"));
  await second.insert(users).values(person("ada", "Adele"));
  const names = async (db: Database) => [
    (await db.select().from(users).where(eq(users.id, "ada")))[0]?.name,
    (await nameOf(db, "ada"))[0]?.name,
    (await preparedNameOf(db, "ada"))[0]?.name,
    (await db.$client.query(`select name from "parley".users`)).rows[0]?.name,
    await db.transaction(async (tx) => (await nameOf(tx, "ada"))[0]?.name),
    await withSession(
      db,
      async ({ client }) =>
        (await client.query({ text: `select name from "parley".users` })).rows[0]?.name,
    ),
  ];
  expect(new Set(await names(first))).toEqual(new Set(["Ada"]));
  expect(new Set(await names(second))).toEqual(new Set(["Adele"]));
  expect(new Set(await names(first))).toEqual(new Set(["Ada"]));
});

test("DBS-2: a value is never changed, whatever it contains", async () => {
  const name = `"parley".users, 'x' $1 "parley"."users"`;
  await second.insert(users).values(person("ada", name));
  expect((await nameOf(second, "ada"))[0]?.name).toBe(name);
  expect((await preparedNameOf(second, "ada"))[0]?.name).toBe(name);
  const { rows } = await second.$client.query("select $1::text as said", [name]);
  expect(rows).toEqual([{ said: name }]);
});

test("DBS-2: the pool of a schema reports and ends as the one that it is over", async () => {
  const own = await connect({ engine: "in-process", dataDir: null }, { schema: "second" });
  const { $client: pool } = own.db;
  await migrate(own.db);
  expect(own.description).toContain("schema second");
  await pool.query("select 1");
  expect(pool.totalCount).toBeGreaterThan(0);
  const asked: string[] = [];
  // As metrics do, which measure how long a connection is waited for.
  const open = pool.connect.bind(pool);
  Object.assign(pool, { connect: (...given: []) => (asked.push("connect"), open(...given)) });
  await nameOf(own.db, "ada");
  await own.db.transaction((tx) => nameOf(tx, "ada"));
  expect(asked).toEqual(["connect", "connect"]);
  await own.close();
  expect(pool.ended).toBe(true);
  await expect(pool.query("select 1")).rejects.toThrow("end on the pool");
});

test.each([
  ["", "must be"],
  ["Parley", "lower-case"],
  ["chat room", "lower-case"],
  ['a"b', "lower-case"],
  ["a'; drop schema public; --", "lower-case"],
  ["1st", "begin with a digit"],
  ["a.b", "lower-case"],
  ["messagerie_é", "lower-case"],
  ["pg_parley", "reserves"],
  ["information_schema", "reserves"],
  ["public", "other programs"],
  ["a".repeat(51), "at most 50"],
])("DBS-5: the name %j is refused before anything is opened", async (schema, why) => {
  const opening = connect({ engine: "postgres", url: "postgres://nowhere.invalid/x" }, { schema });
  await expect(opening).rejects.toMatchObject({
    name: "DatabaseUnavailableError",
    problem: { kind: "schema_name", schema },
    message: expect.stringContaining(why),
  });
});

test("DBS-5: names that need no quotes are accepted", async () => {
  for (const schema of ["chat", "_chat", "programme_2026", "a".repeat(50)])
    expect(createDatabase(first.$client, { schema }).schema).toBe(schema);
});
