import { findRow, type Snapshot } from "@parley/client";
import type { Message } from "@parley/contract/messages";
import { isMuted } from "../arrangement.ts";

/** Whether nobody is called to a new message: its conversation is muted, or its reader blocks the sender. */
export function isQuiet(snapshot: Snapshot, { conversationId, senderId, createdAt }: Message) {
  const row = findRow(snapshot, conversationId) ?? snapshot.details[conversationId];
  const isBlocked = snapshot.blocked?.blocked.some(({ person }) => person.id === senderId) === true;
  return isBlocked || (row !== undefined && isMuted(row, Date.parse(createdAt)));
}
