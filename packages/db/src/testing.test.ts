import { afterEach, expect, test } from "vitest";
import { users } from "./schema/index.ts";
import { createTestDatabase, type TestDatabase } from "./testing.ts";

const open: TestDatabase[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((database) => database.close()));
});

async function start(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  open.push(database);
  return database;
}

const ada = { id: "ada", email: "ada@example.org", name: "Ada", role: "MENTOR" } as const;

test("two test databases are independent, and both begin empty", async () => {
  const [one, two] = await Promise.all([start(), start()]);
  await one.db.insert(users).values(ada);
  expect(await one.db.select().from(users)).toHaveLength(1);
  expect(await two.db.select().from(users)).toEqual([]);
});

test("a reset empties every table and keeps the rules of the schema", async () => {
  const { db, reset } = await start();
  await db.insert(users).values(ada);
  await db.$client.query("insert into parley.streams values ('ada', 1, 0)");
  await reset();
  expect(await db.select().from(users)).toEqual([]);
  const orphan = db.$client.query("insert into parley.streams values ('ada', 1, 0)");
  await expect(orphan).rejects.toMatchObject({ code: "23503" });
});
