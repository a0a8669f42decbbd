import type { Conversation } from "@parley/contract/conversations";
import type { StreamEvent } from "@parley/contract/events";
import type { Snapshot } from "../snapshot.ts";
import { putRow } from "./conversation-list.ts";
import { withMemberRead, withOwnRead } from "./read-position.ts";
import { withEntry } from "./same.ts";

type ConversationRead = Extract<StreamEvent, { type: "conversation.read" }>;
type Change = { snapshot: Snapshot; event: ConversationRead };

/** Reading takes the reminder away, also where the position was there already. */
function afterReading<Row extends Conversation>(row: Row, event: ConversationRead): Row {
  const read = withOwnRead(row, event);
  return read.markedUnread && event.readSeq >= row.readSeq
    ? { ...read, markedUnread: false }
    : read;
}

/** Moves somebody's read position on, never back. */
export function applyConversationRead({ snapshot, event }: Change): Snapshot {
  const isOwn = event.userId === snapshot.userId;
  const conversations = isOwn ? nextList({ snapshot, event }) : snapshot.conversations;
  const detail = snapshot.details[event.conversationId];
  const read = detail && withMemberRead(isOwn ? afterReading(detail, event) : detail, event);
  const details = withEntry(snapshot.details, event.conversationId, read);
  if (conversations === snapshot.conversations && details === snapshot.details) return snapshot;
  return { ...snapshot, conversations, details };
}

function nextList({ snapshot: { conversations }, event }: Change) {
  const row = conversations?.conversations.find(({ id }) => id === event.conversationId);
  if (conversations === undefined || row === undefined) return conversations;
  return putRow(conversations, afterReading(row, event));
}
