import type { Message, Reaction } from "@parley/contract/messages";
import { messages, reactions } from "@parley/db/schema";
import { computed, type Fragment, fragment, nullable, type RowOf } from "@parley/db/statement";
import { type SQL, sql } from "drizzle-orm";
import { toOptionalTime, toTime } from "../moment.ts";

/**
 * What `messages` has of a message, except for its conversation. What most messages have is null: each value of a row
 * is written by the database and parsed by the driver, which takes longer than the comparison.
 */
const partColumns = {
  seq: messages.seq,
  id: messages.id,
  sender_id: messages.senderId,
  body: messages.body,
  reply_to_seq: messages.replyToSeq,
  mentions: nullable(messages.mentions),
  files: messages.files,
  version: nullable(messages.version),
  created_at: messages.createdAt,
  edited_at: messages.editedAt,
  deleted_at: messages.deletedAt,
} as const;

/** The same with its reactions, as `messagePart` selects it. */
export const partRow = {
  ...partColumns,
  reactions: nullable(computed.json<Reaction[]>()),
} as const;

/** A message with its reactions, as `messageColumns` selects it. */
export const messageRow = { conversation_id: messages.conversationId, ...partRow } as const;

export type MessageRow = RowOf<typeof messageRow>;

/** The columns that are not selected as they are stored. */
const sparse: Readonly<Record<string, (m: string) => string>> = {
  mentions: (m) => `case when cardinality(${m}.mentions) > 0 then ${m}.mentions end as mentions`,
  version: (m) => `nullif(${m}.version, 1) as version`,
};

const stored = (m: string): string =>
  Object.keys(partColumns)
    .map((column) => sparse[column]?.(m) ?? `${m}.${column}`)
    .join(", ");

/** Reactions in the order in which they were first chosen, aggregated from the rows of `byEmoji`. */
const reactionList = fragment`json_agg(json_build_object('emoji', r.emoji, 'userIds', r.user_ids) order by r.since, r.emoji collate "C")`;

const byEmoji = fragment`emoji, json_agg(user_id order by user_id) as user_ids, min(created_at) as since from ${reactions}`;

/** The select list of `partRow` over an alias of `messages`. */
export const messagePart = (m: string): Fragment => fragment`${stored(m)},
  case when exists (select from ${reactions} x where x.conversation_id = ${m}.conversation_id and x.seq = ${m}.seq) then (
    select ${reactionList}
    from (select ${byEmoji} where conversation_id = ${m}.conversation_id and seq = ${m}.seq group by emoji) r
  ) end as reactions`;

/** The select list of `messageRow`. */
export const messageColumns = (m: string): Fragment =>
  fragment`${m}.conversation_id, ${messagePart(m)}`;

/**
 * One of several messages of a conversation, as `pageColumns` selects them. The first has the reactions of all, by
 * `seq`: one lookup instead of one for each.
 */
export const pageRow = {
  ...partColumns,
  reactions: nullable(computed.json<Readonly<Record<string, Reaction[]>>>()),
} as const;

interface MessagesOfPage {
  readonly message: string;
  readonly isFirst: Fragment;
  readonly conversationId: SQL;
  /** The range of `seq`, both ends included. */
  readonly range: Fragment;
}

/** The select list of `pageRow`. */
export const pageColumns = ({
  message: m,
  isFirst,
  conversationId,
  range,
}: MessagesOfPage): SQL => sql`${fragment`${stored(m)}`},
  case when ${isFirst} then (
    select json_object_agg(of_one.seq, of_one.reactions) from (
      select r.seq, ${reactionList} as reactions
      from (select seq, ${byEmoji} where conversation_id = ${conversationId} and seq between ${range} group by seq, emoji) r
      group by r.seq) of_one
  ) end as reactions`;

/** A message as clients receive it: a deleted one without its text. */
export const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  conversationId: row.conversation_id,
  seq: row.seq,
  senderId: row.sender_id,
  body: row.deleted_at === null ? row.body : null,
  replyToSeq: row.reply_to_seq,
  mentions: (row.deleted_at === null ? row.mentions : null) ?? [],
  reactions: (row.deleted_at === null ? row.reactions : null) ?? [],
  ...(row.files !== null && row.deleted_at === null && { files: row.files }),
  version: row.version ?? 1,
  createdAt: toTime(row.created_at),
  editedAt: toOptionalTime(row.edited_at),
  deletedAt: toOptionalTime(row.deleted_at),
});
