import type { ConversationDetail } from "@parley/contract/conversations";
import type { Message } from "@parley/contract/messages";
import type { Applied, Snapshot } from "../snapshot.ts";
import { putRow, rowOf } from "./conversation-list.ts";
import { withMemberRead, withMessage } from "./read-position.ts";
import { withEntry } from "./same.ts";
import { withNewest } from "./window.ts";

type Change = { snapshot: Snapshot; message: Message };

/** Brings a message into the window, the list and the detail that show its conversation. */
export function applyMessageCreated(change: Change): Applied {
  const { snapshot, message } = change;
  const { conversationId } = message;
  const window = snapshot.windows[conversationId];
  const detail = nextDetail(change);
  const { conversations, missing } = nextList(change, detail);
  const windows = withEntry(
    snapshot.windows,
    conversationId,
    window && withNewest(window, message),
  );
  const details = withEntry(snapshot.details, conversationId, detail);
  const isChanged =
    windows !== snapshot.windows ||
    details !== snapshot.details ||
    conversations !== snapshot.conversations;
  return {
    snapshot: isChanged ? { ...snapshot, conversations, details, windows } : snapshot,
    missing,
  };
}

/** Sending reads everything before it, so the sender's own position moves too. */
function nextDetail({ snapshot, message }: Change): ConversationDetail | undefined {
  const detail = snapshot.details[message.conversationId];
  if (detail === undefined) return undefined;
  const { userId } = snapshot;
  return withMemberRead(withMessage(detail, { message, userId }), {
    userId: message.senderId,
    readSeq: message.seq,
  });
}

/** A conversation that the loaded pages do not hold moves into them now: its row is missing. */
function nextList({ snapshot, message }: Change, detail: ConversationDetail | undefined) {
  const { conversations, userId } = snapshot;
  const { conversationId } = message;
  if (conversations === undefined) return { conversations, missing: [] };
  const row = conversations.conversations.find(({ id }) => id === conversationId);
  const next = row === undefined ? detail && rowOf(detail) : withMessage(row, { message, userId });
  if (next === undefined) {
    return { conversations, missing: [{ part: "conversation", conversationId } as const] };
  }
  return { conversations: putRow(conversations, next), missing: [] };
}
