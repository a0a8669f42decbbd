import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";

/** Two users in the order in which their conversation stores them. */
export const pairOf = (one: string, other: string) =>
  one < other ? { low: one, high: other } : { low: other, high: one };

/** The id of two users' direct conversation, if they have one. */
export async function findPair(
  db: Executor,
  one: string,
  other: string,
): Promise<string | undefined> {
  const { low, high } = pairOf(one, other);
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from conversations where low_user = ${low} and high_user = ${high}`);
  return rows[0]?.id;
}
