import type { Message } from "@parley/contract/messages";
import { type Moment, toOptionalTime, toTime } from "../moment.ts";

/** The columns of a message as a select list; `m` is the alias that they come from. */
export const messageColumns = `m.conversation_id, m.seq, m.id, m.sender_id, m.body, m.version,
  m.created_at, m.edited_at, m.deleted_at`;

export type MessageRow = {
  conversation_id: string;
  seq: number;
  id: string;
  sender_id: string;
  body: string;
  version: number;
  created_at: Moment;
  edited_at: Moment | null;
  deleted_at: Moment | null;
};

/** A message as its readers may see it: a deleted one without its text. */
export const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  conversationId: row.conversation_id,
  seq: row.seq,
  senderId: row.sender_id,
  body: row.deleted_at === null ? row.body : null,
  version: row.version,
  createdAt: toTime(row.created_at),
  editedAt: toOptionalTime(row.edited_at),
  deletedAt: toOptionalTime(row.deleted_at),
});
