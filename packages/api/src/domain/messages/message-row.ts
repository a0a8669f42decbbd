import type { Message, Reaction } from "@parley/contract/messages";
import { type Moment, toOptionalTime, toTime } from "../moment.ts";

/** A message's own columns as a select list; `m` is the table alias. */
const storedColumns = `m.conversation_id, m.seq, m.id, m.sender_id, m.body, m.reply_to_seq, m.mentions,
  m.version, m.created_at, m.edited_at, m.deleted_at`;

/** A message with its reactions, in the order in which they were first chosen. */
export const messageColumns = `${storedColumns}, (
  select coalesce(json_agg(json_build_object('emoji', r.emoji, 'userIds', r.user_ids) order by r.since, r.emoji collate "C"), '[]')
  from (select emoji, json_agg(user_id order by user_id) as user_ids, min(created_at) as since
        from reactions where conversation_id = m.conversation_id and seq = m.seq group by emoji) r
) as reactions`;

export type MessageRow = {
  conversation_id: string;
  seq: number;
  id: string;
  sender_id: string;
  body: string;
  reply_to_seq: number | null;
  mentions: string[];
  reactions: Reaction[];
  version: number;
  created_at: Moment;
  edited_at: Moment | null;
  deleted_at: Moment | null;
};

/** A message as clients receive it: a deleted one without its text. */
export const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  conversationId: row.conversation_id,
  seq: row.seq,
  senderId: row.sender_id,
  body: row.deleted_at === null ? row.body : null,
  replyToSeq: row.reply_to_seq,
  mentions: row.deleted_at === null ? row.mentions : [],
  reactions: row.deleted_at === null ? row.reactions : [],
  version: row.version,
  createdAt: toTime(row.created_at),
  editedAt: toOptionalTime(row.edited_at),
  deletedAt: toOptionalTime(row.deleted_at),
});
