import { limits } from "@parley/contract/limits";
import { sql } from "drizzle-orm";
import type { Database } from "@parley/db/database";
import { lastVisibleSeq, unreadCount } from "./visibility.ts";

/** How far somebody has read, and what is left of the messages up to `upToSeq`. */
export interface ReadStateNow {
  readonly conversationId: string;
  readonly readSeq: number;
  readonly unread: number;
  readonly upToSeq: number;
}

interface ReadStateRow extends Record<string, unknown> {
  conversation_id: string;
  read_seq: number;
  unread: number;
  up_to_seq: number;
}

/** One person's read state of some conversations, by conversation. */
export async function loadReadStates(
  db: Pick<Database, "execute">,
  { viewerId, ids }: { viewerId: string; ids: readonly string[] },
): Promise<Map<string, ReadStateNow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.execute<ReadStateRow>(sql`
    select p.conversation_id, p.read_seq, ${unreadCount(limits.unreadMax)} as unread,
           least(c.last_seq, ${lastVisibleSeq}) as up_to_seq
    from participants p join conversations c on c.id = p.conversation_id
    where p.user_id = ${viewerId} and p.conversation_id = any(${sql.param(ids)}::uuid[])`);
  return new Map(
    rows.map((row) => [
      row.conversation_id,
      {
        conversationId: row.conversation_id,
        readSeq: row.read_seq,
        unread: row.unread,
        upToSeq: row.up_to_seq,
      },
    ]),
  );
}
