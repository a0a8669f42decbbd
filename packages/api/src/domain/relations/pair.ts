import type { Executor } from "@parley/db/database";
import { conversations, participants } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { type SQL, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";

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

const addParticipants = statement({
  name: "relations.add-participants",
  sql: (pair: UserPair) => sql`
    insert into ${participants} (conversation_id, user_id)
    select c.id, x.user_id from ${conversations} c cross join lateral (values (c.low_user), (c.high_user)) x (user_id)
    where ${isPair("c", pair)} on conflict do nothing`,
  examples: [{ low: "ada", high: "ben" }],
});

/** Creates the direct conversation of a pair, unless it exists, with both users as participants. */
export async function createPair(
  tx: Executor,
  { low, high }: UserPair,
  createdAt: Date,
): Promise<void> {
  await tx
    .insert(conversations)
    .values({ id: uuidv7(), kind: "direct", lowUser: low, highUser: high, createdAt })
    .onConflictDoNothing({ target: [conversations.lowUser, conversations.highUser] });
  await addParticipants(tx, { low, high });
}

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
