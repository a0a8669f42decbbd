import type { StreamEvent } from "@parley/contract/events";
import {
  applyBlocked,
  applyContactsAdded,
  applyContactsRemoved,
  applyUnblocked,
} from "./apply/contacts.ts";
import { applyConversationClosed } from "./apply/conversation-closed.ts";
import { applyConversationOpened } from "./apply/conversation-opened.ts";
import { applyConversationRead } from "./apply/conversation-read.ts";
import { applyGroup } from "./apply/groups.ts";
import { applyMessageChanged } from "./apply/message-changed.ts";
import { applyMessageCreated } from "./apply/message-created.ts";
import { applyMessageDeleted } from "./apply/message-deleted.ts";
import { applyPerson } from "./apply/person.ts";
import { upsertConversation } from "./apply/upsert-conversation.ts";
import { readableEvent } from "./readable-event.ts";
import type { Applied, Snapshot } from "./snapshot.ts";

const complete = (snapshot: Snapshot): Applied => ({ snapshot, missing: [] });

/**
 * Brings a snapshot forward by one event. Pure; applying an event again, or one that the snapshot has
 * already passed, changes nothing. What did not change keeps its reference. An event that this client does not
 * understand changes nothing and makes everything missing.
 */
export function applyEvent(snapshot: Snapshot, received: StreamEvent): Applied {
  const event = readableEvent(received);
  switch (event.type) {
    case "message.created":
      return applyMessageCreated({ snapshot, message: event.message });
    case "message.edited":
    case "message.reacted":
      return complete(applyMessageChanged(snapshot, event.message));
    case "message.deleted":
      return complete(applyMessageDeleted(snapshot, event));
    case "conversation.opened":
      return complete(applyConversationOpened(snapshot, event.conversation));
    case "conversation.updated":
      return complete(upsertConversation(snapshot, event.conversation));
    case "conversation.closed":
      return complete(applyConversationClosed(snapshot, event.conversationId));
    case "conversation.read":
      return complete(applyConversationRead({ snapshot, event }));
    case "contact.added":
      return complete(applyContactsAdded(snapshot, event.contacts));
    case "contact.removed":
      return complete(applyContactsRemoved(snapshot, event.userIds));
    case "contact.blocked":
      return complete(applyBlocked(snapshot, event.blocked));
    case "contact.unblocked":
      return complete(applyUnblocked(snapshot, event.userId));
    case "group.updated":
      return complete(applyGroup(snapshot, event));
    case "user.updated":
      return complete(applyPerson(snapshot, event));
    case "resync":
      return { snapshot, missing: [{ part: "everything" }] };
  }
}
