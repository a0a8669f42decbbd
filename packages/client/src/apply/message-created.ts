import type { Conversation, ConversationDetail } from "@parley/contract/conversations";
import type { Message } from "@parley/contract/messages";
import type { Applied, Snapshot } from "../snapshot.ts";
import { rowOf } from "./conversation-list.ts";
import { findRow, hasList, placeRow } from "./lists.ts";
import { isCounted } from "./message-changed.ts";
import { withMemberRead, withMessage } from "./read-position.ts";
import { returnsWith } from "./returning.ts";
import { withEntry } from "./same.ts";
import { withNewest } from "./window.ts";

type Change = { snapshot: Snapshot; message: Message };

/** Brings a message into the window, the lists and the detail that show its conversation. */
export function applyMessageCreated(change: Change): Applied {
  const { snapshot, message } = change;
  const { conversationId } = message;
  const window = snapshot.windows[conversationId];
  const listed = withRow(change);
  const windows = withEntry(
    snapshot.windows,
    conversationId,
    window && withNewest(window, message),
  );
  const details = withEntry(snapshot.details, conversationId, nextDetail(change));
  const isChanged =
    windows !== snapshot.windows || details !== snapshot.details || listed.snapshot !== snapshot;
  return {
    snapshot: isChanged ? { ...listed.snapshot, details, windows } : snapshot,
    missing: listed.missing,
  };
}

/** A row after a message: one that was archived may come back with it. */
function nextRow<Row extends Conversation>(row: Row, { snapshot, message }: Change): Row {
  const { userId } = snapshot;
  const next = withMessage(row, { message, userId, isCounted: isCounted(snapshot, message) });
  if (next === row || !row.archived) return next;
  return returnsWith(row, { snapshot, message }) === true ? { ...next, archived: false } : next;
}

/** Sending reads everything before it, so the sender's own position moves too. */
function nextDetail(change: Change): ConversationDetail | undefined {
  const { message, snapshot } = change;
  const detail = snapshot.details[message.conversationId];
  if (detail === undefined) return undefined;
  return withMemberRead(nextRow(detail, change), {
    userId: message.senderId,
    readSeq: message.seq,
  });
}

/** A conversation that no loaded page holds may move into them now: its row is missing. */
function withRow(change: Change): Applied {
  const { snapshot, message } = change;
  const { conversationId, seq } = message;
  if (!hasList(snapshot)) return { snapshot, missing: [] };
  const missing = [{ part: "conversation", conversationId } as const];
  const detail = snapshot.details[conversationId];
  const row = findRow(snapshot, conversationId) ?? (detail && rowOf(detail));
  if (row === undefined) return { snapshot, missing };
  const isUncertain = row.archived && seq > row.lastSeq && returnsWith(row, change) === undefined;
  return {
    snapshot: placeRow(snapshot, nextRow(row, change)),
    missing: isUncertain ? missing : [],
  };
}
