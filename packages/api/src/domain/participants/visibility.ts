import { messages, participants } from "@parley/db/schema";
import { type Fragment, fragment } from "@parley/db/statement";
import { type SQL, sql } from "drizzle-orm";
import { blocks } from "../policy/facts.ts";

/** The first `seq` of a conversation that a participant may see: from joining, and after clearing. */
export const firstVisibleSeq = (participant: string): Fragment =>
  fragment`greatest(${participant}.visible_from_seq, ${participant}.cleared_seq + 1)`;

/** The last `seq` that a participant may see: until leaving. */
export const lastVisibleSeq = (participant: string): Fragment =>
  fragment`coalesce(${participant}.left_seq, 2147483647)`;

/** Aliases of a participant and their conversation. */
export interface Participation {
  readonly participant: string;
  readonly conversation: string;
}

/** The last message that a participant may see. */
export const newestVisibleSeq = ({ participant, conversation }: Participation): Fragment =>
  fragment`least(${conversation}.last_seq, ${lastVisibleSeq(participant)})`;

/** Whether a participant may see a message; `seq` is a column. */
export const isVisible = ({ participant, seq }: { participant: string; seq: string }): Fragment =>
  fragment`${seq} between ${firstVisibleSeq(participant)} and ${lastVisibleSeq(participant)}`;

/** The other user of a direct conversation; `user` is a column. */
export const otherUser = ({ conversation, user }: { conversation: string; user: string }) =>
  fragment`case when ${conversation}.low_user = ${user} then ${conversation}.high_user else ${conversation}.low_user end`;

/** The number of present participants of a conversation; `conversationId` is a column. */
export const presentCount = (conversationId: string): Fragment =>
  fragment`(select count(*) from ${participants} present
    where present.conversation_id = ${conversationId} and present.left_seq is null)`;

interface Reading {
  readonly participant: string;
  readonly message: string;
}

/** Whether a participant may see a message and has not read it. */
export const isAfterReadPosition = ({ participant: p, message: m }: Reading): Fragment =>
  fragment`${m}.seq > greatest(${p}.read_seq, ${p}.cleared_seq, ${p}.visible_from_seq - 1)
    and ${m}.seq <= ${lastVisibleSeq(p)}`;

/**
 * The definition of unread: messages `m` of others, not deleted, after the read position, not from a user whom the
 * participant blocks.
 */
export const unreadMessages = (participant: string): Fragment => fragment`
  from ${messages} m
  where m.conversation_id = ${participant}.conversation_id
    and ${isAfterReadPosition({ participant, message: "m" })}
    and m.sender_id <> ${participant}.user_id and m.deleted_at is null
    and not ${blocks(`${participant}.user_id`, "m.sender_id")}`;

/** Whether there can be unread messages, without reading any. */
export const isBehind = ({ participant: p, conversation: c }: Participation): Fragment =>
  fragment`${c}.last_seq > ${p}.read_seq`;

/** Whether a participant has muted the conversation at a time. */
export const isMuted = (participant: string, now: Date): SQL =>
  sql`coalesce(${fragment`${participant}.muted_until`} > ${now.toISOString()}::timestamptz, false)`;

/** The number of unread messages, at most `cap`. */
export const unreadCount = (at: Participation, cap: number): Fragment => fragment`case
  when ${isBehind(at)} then (
    select count(*)::int from (select ${unreadMessages(at.participant)} limit ${cap}) counted)
  else 0 end`;

/**
 * A row `unread` of the unread messages: their number, and `seq` of those that mention the participant, newest first,
 * null if none does. Both are at most `cap`.
 */
export const unreadOf = (at: Participation, cap: number): Fragment => fragment`(
  select least(count(*), ${cap})::int as count,
    (array_agg(seq order by seq desc) filter (where is_mention))[:${cap}] as mentions
  from (
    select m.seq, cardinality(m.mentions) > 0 and m.mentions @> array[${at.participant}.user_id] as is_mention
    ${unreadMessages(at.participant)} and ${isBehind(at)}
    order by m.seq desc) each) unread`;
