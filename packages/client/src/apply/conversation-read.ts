import type { Conversation } from "@parley/contract/conversations";
import type { StreamEvent } from "@parley/contract/events";
import type { Snapshot } from "../snapshot.ts";
import { mapRows } from "./map-rows.ts";
import { withMemberRead, withOwnRead } from "./read-position.ts";
import { withEntry } from "./same.ts";

type ConversationRead = Extract<StreamEvent, { type: "conversation.read" }>;
type Change = { snapshot: Snapshot; event: ConversationRead };

/** Reading takes the reminder away unless it is kept, also where the position was there already. */
function afterReading<Row extends Conversation>(row: Row, event: ConversationRead): Row {
  const read = withOwnRead(row, event);
  return read.markedUnread && event.keepsMark !== true && event.readSeq >= row.readSeq
    ? { ...read, markedUnread: false }
    : read;
}

/** Moves somebody's read position on, never back. */
export function applyConversationRead({ snapshot, event }: Change): Snapshot {
  const { conversationId } = event;
  const next =
    event.userId === snapshot.userId
      ? mapRows(snapshot, { conversationId, change: (row) => afterReading(row, event) })
      : snapshot;
  const detail = next.details[conversationId];
  const details = withEntry(next.details, conversationId, detail && withMemberRead(detail, event));
  return details === next.details ? next : { ...next, details };
}
