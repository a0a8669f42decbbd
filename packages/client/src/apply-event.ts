import type { StreamEvent } from "@parley/contract/events";
import { applyConversationRead } from "./apply/conversation-read.ts";
import { applyMessageCreated } from "./apply/message-created.ts";
import { upsertConversation } from "./apply/upsert-conversation.ts";
import type { Applied, Snapshot } from "./snapshot.ts";

/**
 * Brings a snapshot forward by one event. Pure; applying an event again, or one that the snapshot has
 * already passed, changes nothing. What did not change keeps its reference.
 */
export function applyEvent(snapshot: Snapshot, event: StreamEvent): Applied {
  switch (event.type) {
    case "message.created":
      return applyMessageCreated({ snapshot, message: event.message });
    case "conversation.opened":
      return { snapshot: upsertConversation(snapshot, event.conversation), missing: [] };
    case "conversation.read":
      return { snapshot: applyConversationRead({ snapshot, event }), missing: [] };
    case "resync":
      return { snapshot, missing: [{ part: "everything" }] };
  }
}
