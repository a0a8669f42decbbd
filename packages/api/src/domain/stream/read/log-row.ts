import type { StreamEvent, StreamEventType } from "@parley/contract/events";
import * as z from "zod";
import { toOwnRead } from "../../participants/read-state.ts";
import { type MessageRow, toMessage } from "../../messages/message-row.ts";
import type { References } from "./references.ts";

/** A row of the log with the message that it names. */
export interface LogRow extends Partial<MessageRow>, Record<string, unknown> {
  number: number;
  type: StreamEventType;
  about: string | null;
  subject_id: string | null;
  data: unknown;
  shared_read_seq: number | null;
}

const idsData = z.object({ ids: z.array(z.string()) });
const groupData = z.object({ groupId: z.string() });

const isMessageRow = (row: LogRow): row is LogRow & MessageRow => typeof row.body === "string";

function toRead(row: LogRow, { viewerId, readStates }: References): StreamEvent | undefined {
  const { about: conversationId, subject_id: userId } = row;
  if (userId === null || conversationId === null) return undefined;
  const read = { type: "conversation.read", conversationId, userId } as const;
  if (userId !== viewerId) return { ...read, readSeq: row.shared_read_seq ?? 0, unread: null };
  const own = readStates.get(conversationId);
  return own && toOwnRead({ ...own, userId });
}

function toDeleted(row: LogRow & MessageRow, { readStates }: References): StreamEvent | undefined {
  const own = readStates.get(row.conversation_id);
  if (own === undefined) return undefined;
  const unread = { count: own.unread, upToSeq: own.upToSeq };
  return { type: "message.deleted", message: toMessage(row), unread };
}

const some = <Value>(value: Value | null | undefined) => (value == null ? [] : [value]);

function toUser(row: LogRow, { viewerId, people, me }: References): StreamEvent | undefined {
  const person = people.get(row.subject_id ?? "");
  if (person === undefined) return undefined;
  if (person.id !== viewerId || me === undefined) return { type: "user.updated", person, me: null };
  const { cursor: _cursor, ...self } = me;
  return { type: "user.updated", person, me: self };
}

/** The event that a row stands for, or undefined where what it refers to is gone. */
export function toEvent(row: LogRow, references: References): StreamEvent | undefined {
  switch (row.type) {
    case "message.edited": {
      if (!isMessageRow(row)) return undefined;
      const edited = { type: row.type, message: toMessage(row) } as const;
      return row.data === null ? edited : { ...edited, mentionsYou: true };
    }
    case "message.created":
    case "message.reacted":
      return isMessageRow(row) ? { type: row.type, message: toMessage(row) } : undefined;
    case "message.deleted":
      return isMessageRow(row) ? toDeleted(row, references) : undefined;
    case "conversation.opened":
    case "conversation.updated": {
      const conversation = references.conversations.get(row.about ?? "");
      return conversation && { type: row.type, conversation };
    }
    case "conversation.closed":
      return row.about === null ? undefined : { type: row.type, conversationId: row.about };
    case "conversation.read":
      return toRead(row, references);
    case "contact.added": {
      const { ids } = idsData.parse(row.data);
      const contacts = ids.flatMap((id) => some(references.contacts.get(id)));
      return contacts.length === 0 ? undefined : { type: row.type, contacts };
    }
    case "contact.removed":
      return { type: row.type, userIds: idsData.parse(row.data).ids };
    case "contact.blocked": {
      const blocked = references.blocked.get(row.subject_id ?? "");
      return blocked && { type: row.type, blocked };
    }
    case "contact.unblocked":
      return row.subject_id === null ? undefined : { type: row.type, userId: row.subject_id };
    case "group.updated": {
      const { groupId } = groupData.parse(row.data);
      return { type: row.type, groupId, group: references.groups.get(groupId) ?? null };
    }
    case "user.updated":
      return toUser(row, references);
    case "resync":
      return { type: "resync" };
  }
}
