import type { StreamEvent } from "@parley/contract/events";
import type { Snapshot } from "../snapshot.ts";
import { mapRows } from "./map-rows.ts";
import { applyMessageChanged } from "./message-changed.ts";
import { withOwnRead } from "./read-position.ts";

type MessageDeleted = Extract<StreamEvent, { type: "message.deleted" }>;

/** A tombstone takes the message's place, and what it left unread is counted anew. */
export function applyMessageDeleted(
  snapshot: Snapshot,
  { message, unread }: MessageDeleted,
): Snapshot {
  return mapRows(applyMessageChanged(snapshot, message), {
    conversationId: message.conversationId,
    change: (row) => withOwnRead(row, { readSeq: row.readSeq, unread }),
  });
}
