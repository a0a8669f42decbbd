import type { Conversation } from "@parley/contract/conversations";
import type { Message } from "@parley/contract/messages";
import type { Snapshot } from "../snapshot.ts";

/**
 * Whether a new message takes its conversation out of the archive: always its sender's own; a receiver's
 * unless it is muted or its receiver blocks the sender. Undefined where the snapshot does not know. The
 * message's own time decides on the muting, as it did on the server.
 */
export function returnsWith(
  row: Conversation,
  { snapshot, message }: { snapshot: Snapshot; message: Message },
): boolean | undefined {
  if (message.senderId === snapshot.userId) return true;
  if (row.mutedUntil !== null && row.mutedUntil > message.createdAt) return false;
  // Across a block nothing is said in a direct conversation.
  if (row.with.kind === "direct") return true;
  return snapshot.blocked?.blocked.every(({ person }) => person.id !== message.senderId);
}
