import { sql } from "drizzle-orm";

/** `firstVisibleSeq` and `lastVisibleSeq` as text, for statements that are written by hand. */
export const visible = {
  first: "greatest(p.visible_from_seq, p.cleared_seq + 1)",
  last: "coalesce(p.left_seq, 2147483647)",
} as const;

/**
 * Which places of a conversation a participant may see, as SQL over the participant alias `p`:
 * from joining, after clearing, and until leaving.
 */
export const firstVisibleSeq = sql.raw(visible.first);
export const lastVisibleSeq = sql.raw(visible.last);

/**
 * Unread, by its definition: messages `m` of others, not deleted, after the read position, not from somebody whom
 * the reader blocks. Over the alias `p` (participant).
 */
const unreadMessages = sql`
  from messages m
  where m.conversation_id = p.conversation_id
    and m.seq > greatest(p.read_seq, p.cleared_seq, p.visible_from_seq - 1) and m.seq <= ${lastVisibleSeq}
    and m.sender_id <> p.user_id and m.deleted_at is null
    and not exists (select from blocks b where b.blocker_id = p.user_id and b.blocked_id = m.sender_id)`;

/** How many messages are unread, counted to `cap` at most. */
export const unreadCount = (cap: number) => sql`(
  select count(*)::int from (select ${unreadMessages} limit ${sql.raw(String(cap))}) counted)`;

/** The places of the unread messages that mention the participant, ascending: the newest `cap`. Over `p` and `c`. */
export const unreadMentions = (cap: number) => sql`case when c.last_seq > p.read_seq then array(
  select seq from (
    select m.seq ${unreadMessages}
      and m.mentions @> array[p.user_id] and cardinality(m.mentions) > 0
    order by m.seq desc limit ${sql.raw(String(cap))}) newest
  order by seq) else '{}'::int[] end`;
