import { limits } from "@parley/contract/limits";
import { conversations, participants } from "@parley/db/schema";
import { computed, type RowOf, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Executor } from "@parley/db/database";
import { newestVisibleSeq, unreadCount } from "./visibility.ts";

/** A user's read position, and the number of unread messages up to `upToSeq`. */
export interface ReadStateNow {
  readonly conversationId: string;
  readonly readSeq: number;
  readonly unread: number;
  readonly upToSeq: number;
  readonly markedUnread: boolean;
}

/** The event that notifies a user of their own read position. */
export const toOwnRead = ({
  conversationId,
  readSeq,
  unread,
  upToSeq,
  markedUnread,
  userId,
}: ReadStateNow & { readonly userId: string }) => ({
  type: "conversation.read" as const,
  conversationId,
  userId,
  readSeq,
  unread: { count: unread, upToSeq },
  ...(markedUnread ? { keepsMark: true as const } : {}),
});

const readStateRow = {
  user_id: participants.userId,
  conversation_id: participants.conversationId,
  read_seq: participants.readSeq,
  unread: computed.int,
  up_to_seq: conversations.lastSeq,
  marked_unread: participants.markedUnread,
} as const;

interface Viewed {
  readonly viewerId: string;
  readonly id: string;
}

const aliases = { participant: "p", conversation: "c" } as const;
const unread = unreadCount(aliases, limits.unreadMax);
const newest = newestVisibleSeq(aliases);

const readStateRows = statement({
  name: "participants.read-states",
  row: readStateRow,
  sql: (pairs: readonly Viewed[]) => sql`
    select p.user_id, p.conversation_id, p.read_seq, p.marked_unread, ${unread} as unread, ${newest} as up_to_seq
    from unnest(${sql.param(pairs.map(({ viewerId }) => viewerId))}::text[],
                ${sql.param(pairs.map(({ id }) => id))}::uuid[]) as asked (user_id, conversation_id)
    join ${participants} p on p.user_id = asked.user_id and p.conversation_id = asked.conversation_id
    join ${conversations} c on c.id = p.conversation_id`,
  examples: [[]],
});

const toReadState = (row: RowOf<typeof readStateRow>): ReadStateNow => ({
  conversationId: row.conversation_id,
  readSeq: row.read_seq,
  unread: row.unread,
  upToSeq: row.up_to_seq,
  markedUnread: row.marked_unread,
});

/** The read states of some users, each of some conversations: by user, then by conversation. */
export async function loadReadStatesOf(
  db: Executor,
  pairs: readonly Viewed[],
): Promise<Map<string, Map<string, ReadStateNow>>> {
  const states = new Map<string, Map<string, ReadStateNow>>();
  if (pairs.length === 0) return states;
  const rows = await readStateRows(db, pairs);
  for (const row of rows) {
    const own = states.get(row.user_id) ?? new Map<string, ReadStateNow>();
    states.set(row.user_id, own.set(row.conversation_id, toReadState(row)));
  }
  return states;
}

/** One user's read state of some conversations, by conversation. */
export async function loadReadStates(
  db: Executor,
  { viewerId, ids }: { viewerId: string; ids: readonly string[] },
): Promise<Map<string, ReadStateNow>> {
  const states = await loadReadStatesOf(
    db,
    ids.map((id) => ({ viewerId, id })),
  );
  return states.get(viewerId) ?? new Map();
}
