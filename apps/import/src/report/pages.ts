import type { Session } from "@parley/db/session";
import { type SQL, sql } from "drizzle-orm";

/** Rows in memory at a time. */
const PAGE = 2_000;

/** The rows of a query in the order of its column `at`, which is ascending from 1 and unique per row. */
export async function* pagesOf<Row extends { at: number } & Record<string, unknown>>(
  { db }: Session,
  query: SQL,
): AsyncGenerator<Row, undefined> {
  for (let after = 0; ;) {
    const { rows } = await db.execute<Row>(sql`
      select * from (${query}) q where at > ${after} order by at limit ${PAGE}`);
    // drizzle's own type for the same rows cannot be compared with a type parameter.
    yield* rows as Row[];
    const last = rows.at(-1);
    if (last === undefined) return undefined;
    after = last.at;
  }
}
