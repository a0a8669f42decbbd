import { timeRange } from "@parley/contract/ids";
import { createTestDatabase, type TestDatabase } from "@parley/db/testing";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toTime } from "./moment.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test("LIM-6: a time is returned from the database as it was stored, in every year and on every path", async () => {
  const { db } = database;
  const [first, last] = [Date.parse(timeRange.first), Date.parse(timeRange.last)];
  const times = fc
    .sample(fc.integer({ min: first, max: last }), { numRuns: 500, seed: 1 })
    .concat(fc.sample(fc.integer({ min: first, max: Date.UTC(200, 0) }), { numRuns: 500, seed: 2 }))
    .concat([first, last, Date.UTC(1969, 11, 31), 0])
    .map((at) => new Date(at).toISOString());
  const query = `select at, json_build_object('at', at) as json
    from unnest($1::timestamptz[]::timestamptz(3)[]) with ordinality as t (at, n) order by n`;
  const texts = sql.param(times);
  const { rows } = await db.execute<{ at: string; json: { at: string } }>(sql`
    select at, json_build_object('at', at) as json
    from unnest(${texts}::timestamptz[]::timestamptz(3)[]) with ordinality as t (at, n) order by n`);
  expect(rows.map(({ at }) => toTime(at))).toEqual(times);
  expect(rows.map(({ json }) => toTime(json.at))).toEqual(times);
  const raw = await db.$client.query<{ at: Date }>(query, [times]);
  expect(raw.rows.map(({ at }) => toTime(at))).toEqual(times);
});
