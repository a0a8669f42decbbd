import type { Message, Reaction } from "@parley/contract/messages";
import { messages, reactions } from "@parley/db/schema";
import { computed, type Fragment, fragment, type RowOf } from "@parley/db/statement";
import { toOptionalTime, toTime } from "../moment.ts";

const storedColumns = {
  conversation_id: messages.conversationId,
  seq: messages.seq,
  id: messages.id,
  sender_id: messages.senderId,
  body: messages.body,
  reply_to_seq: messages.replyToSeq,
  mentions: messages.mentions,
  version: messages.version,
  created_at: messages.createdAt,
  edited_at: messages.editedAt,
  deleted_at: messages.deletedAt,
} as const;

/** A message with its reactions, as `messageColumns` selects it. */
export const messageRow = { ...storedColumns, reactions: computed.json<Reaction[]>() } as const;

export type MessageRow = RowOf<typeof messageRow>;

/** The select list of `messageRow` over an alias of `messages`: reactions in the order in which they were first chosen. */
export const messageColumns = (m: string): Fragment => fragment`${Object.keys(storedColumns)
  .map((column) => `${m}.${column}`)
  .join(", ")},
  case when exists (select from ${reactions} x where x.conversation_id = ${m}.conversation_id and x.seq = ${m}.seq) then (
    select json_agg(json_build_object('emoji', r.emoji, 'userIds', r.user_ids) order by r.since, r.emoji collate "C")
    from (select emoji, json_agg(user_id order by user_id) as user_ids, min(created_at) as since
          from ${reactions} where conversation_id = ${m}.conversation_id and seq = ${m}.seq group by emoji) r
  ) else '[]' end as reactions`;

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
