import type { Executor } from "@parley/db/database";
import { conversations } from "@parley/db/schema";
import { type SQL, sql } from "drizzle-orm";

/** Two users in the order in which their direct conversation stores them. */
export interface UserPair {
  readonly low: string;
  readonly high: string;
}

export const pairOf = (one: string, other: string): UserPair =>
  one < other ? { low: one, high: other } : { low: other, high: one };

/** Whether a conversation is the direct one of a pair. */
export const isPair = (conversation: string, { low, high }: UserPair): SQL => {
  const c = sql.raw(conversation);
  return sql`${c}.low_user = ${low} and ${c}.high_user = ${high}`;
};

/** The id of two users' direct conversation, if they have one. */
export async function findPair(
  db: Executor,
  one: string,
  other: string,
): Promise<string | undefined> {
  const [row] = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(isPair("conversations", pairOf(one, other)));
  return row?.id;
}
