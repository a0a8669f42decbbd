import { messages, users } from "@parley/db/schema";
import { createTestDatabase, type TestDatabase } from "@parley/db/testing";
import { count } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadDemoProgramme } from "./load-programme.ts";
import { programmeRows } from "./programme-rows.ts";

const now = new Date("2026-11-25T15:30:00.000Z");
const clock = { now: () => now };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ engine: "postgres" });
});
afterAll(() => database.close());

test("two starts at the same moment load the programme once", async () => {
  const { db } = database;
  await Promise.all([1, 2, 3].map(() => loadDemoProgramme({ db, clock })));
  const expected = programmeRows(now).conversations.flatMap((talk) => talk.messages).length;
  expect(await db.select({ n: count() }).from(users)).toEqual([{ n: 16 }]);
  expect(await db.select({ n: count() }).from(messages)).toEqual([{ n: expected }]);
});
