import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import { isAfterReadPosition } from "../participants/visibility.ts";
import type { Outgoing } from "../stream/append.ts";

export interface BlockPair {
  readonly blockerId: string;
  readonly blockedId: string;
}

/**
 * Returns a `conversation.updated` for each conversation whose unread count a block or its end changes: those with unread
 * messages of the blocked user.
 */
export async function unreadChanges(
  tx: Executor,
  { blockerId, blockedId }: BlockPair,
): Promise<Outgoing[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select p.conversation_id as id from participants p
    where p.user_id = ${blockerId} and exists (
      select from messages m
      where m.conversation_id = p.conversation_id and m.sender_id = ${blockedId} and m.deleted_at is null
        and ${sql.raw(isAfterReadPosition({ participant: "p", message: "m" }))})`);
  return rows.map(
    ({ id }) => ({ userId: blockerId, type: "conversation.updated", conversationId: id }) as const,
  );
}
