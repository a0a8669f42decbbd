import type { Executor } from "@parley/db/database";
import { messages, participants } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { isAfterReadPosition } from "../participants/visibility.ts";
import type { Outgoing } from "../stream/append.ts";

export interface BlockPair {
  readonly blockerId: string;
  readonly blockedId: string;
}

const unreadOf = statement({
  name: "contacts.unread-of",
  row: { id: participants.conversationId },
  sql: ({ blockerId, blockedId }: BlockPair) => sql`
    select p.conversation_id as id from ${participants} p
    where p.user_id = ${blockerId} and exists (
      select from ${messages} m
      where m.conversation_id = p.conversation_id and m.sender_id = ${blockedId} and m.deleted_at is null
        and ${isAfterReadPosition({ participant: "p", message: "m" })})`,
  examples: [{ blockerId: "ada", blockedId: "ben" }],
});

/**
 * Returns a `conversation.updated` for each conversation whose unread count a block or its end changes: those with unread
 * messages of the blocked user.
 */
export async function unreadChanges(tx: Executor, pair: BlockPair): Promise<Outgoing[]> {
  const rows = await unreadOf(tx, pair);
  return rows.map(
    ({ id }) =>
      ({ userId: pair.blockerId, type: "conversation.updated", conversationId: id }) as const,
  );
}
