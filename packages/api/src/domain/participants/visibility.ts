import { sql } from "drizzle-orm";

/** `firstVisibleSeq` and `lastVisibleSeq` as text, for statements that are written by hand. */
export const visible = {
  first: "greatest(p.visible_from_seq, p.cleared_seq + 1)",
  last: "coalesce(p.left_seq, 2147483647)",
} as const;

/**
 * The range of a conversation that a participant may see, as SQL over the participant alias `p`: from joining, after
 * clearing, and until leaving.
 */
export const firstVisibleSeq = sql.raw(visible.first);
export const lastVisibleSeq = sql.raw(visible.last);

/** The other user of a direct conversation, as SQL text: aliases of the conversation and a column of the user. */
export const otherUser = ({ conversation, user }: { conversation: string; user: string }): string =>
  `case when ${conversation}.low_user = ${user} then ${conversation}.high_user else ${conversation}.low_user end`;

/** Whether a user does not block another one, as SQL text over columns of the two users. */
export const doesNotBlock = ({ user, other }: { user: string; other: string }): string =>
  `not exists (select from blocks b where b.blocker_id = ${user} and b.blocked_id = ${other})`;

/** Whether a participant may see a message and has not read it, as SQL text over the two aliases. */
export const isAfterReadPosition = ({
  participant: p,
  message: m,
}: {
  participant: string;
  message: string;
}): string =>
  `${m}.seq > greatest(${p}.read_seq, ${p}.cleared_seq, ${p}.visible_from_seq - 1)
    and ${m}.seq <= coalesce(${p}.left_seq, 2147483647)`;

/**
 * The definition of unread: messages `m` of others, not deleted, after the read position, not from a user whom the
 * reader blocks. Over the alias `p` (participant).
 */
const unreadMessages = sql`
  from messages m
  where m.conversation_id = p.conversation_id
    and ${sql.raw(isAfterReadPosition({ participant: "p", message: "m" }))}
    and m.sender_id <> p.user_id and m.deleted_at is null
    and ${sql.raw(doesNotBlock({ user: "p.user_id", other: "m.sender_id" }))}`;

/** The number of unread messages, at most `cap`. */
export const unreadCount = (cap: number) => sql`(
  select count(*)::int from (select ${unreadMessages} limit ${sql.raw(String(cap))}) counted)`;

/** `seq` of the unread messages that mention the participant, ascending: the newest `cap`. Over `p` and `c`. */
export const unreadMentions = (cap: number) => sql`case when c.last_seq > p.read_seq then array(
  select seq from (
    select m.seq ${unreadMessages}
      and m.mentions @> array[p.user_id] and cardinality(m.mentions) > 0
    order by m.seq desc limit ${sql.raw(String(cap))}) newest
  order by seq) else '{}'::int[] end`;
