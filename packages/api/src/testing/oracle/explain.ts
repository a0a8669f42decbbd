import type { StreamEvent } from "@parley/contract/events";
import type { State } from "./state.ts";

const conversation = (id: string, ...parts: readonly string[]) =>
  parts.map((part) => `conversation:${id}:${part}`);

const READING = ["readSeq", "unread", "mentions", "markedUnread", "filters"];
const PREVIEW = ["last", "unread", "mentions", "filters"];

/**
 * The facts that an event lets its receiver bring up to date, as beginnings of their names. What is not here
 * and changes has been forgotten by a verb.
 */
export function explainedBy(
  event: StreamEvent,
  { viewerId, before }: { viewerId: string; before: State },
): readonly string[] {
  switch (event.type) {
    case "message.created": {
      const { conversationId: id, senderId, seq } = event.message;
      // A conversation that was not in the list comes with its first message: the client fetches it.
      if (!before.has(`conversation:${id}:state`)) return conversation(id, "");
      const own = senderId === viewerId ? READING : [];
      return conversation(id, ...PREVIEW, "archived", `message:${seq}`, `mark:${senderId}`, ...own);
    }
    case "message.edited":
    case "message.reacted":
      return conversation(
        event.message.conversationId,
        "last",
        "mentions",
        `message:${event.message.seq}`,
      );
    case "message.deleted":
      return conversation(event.message.conversationId, ...PREVIEW, `message:${event.message.seq}`);
    case "conversation.opened":
    case "conversation.closed": {
      const id =
        event.type === "conversation.opened" ? event.conversation.id : event.conversationId;
      return conversation(id, "");
    }
    case "conversation.updated": {
      const { id } = event.conversation;
      const own = [
        "with",
        "state",
        "writable",
        "last",
        "archived",
        "preferences",
        "members",
        "membership",
        "mark:",
        ...READING,
      ];
      return conversation(id, ...own);
    }
    case "conversation.read": {
      const own = event.userId === viewerId ? READING : [];
      return conversation(event.conversationId, `mark:${event.userId}`, ...own);
    }
    case "contact.added":
      return event.contacts.map(({ person }) => `contact:${person.id}`);
    case "contact.removed":
      return event.userIds.map((id) => `contact:${id}`);
    case "contact.blocked":
      return [`blocked:${event.blocked.person.id}`];
    case "contact.unblocked":
      return [`blocked:${event.userId}`];
    case "group.updated":
      return [`group:${event.groupId}`];
    case "user.updated":
      return [`person:${event.person.id}`, ...(event.me === null ? [] : ["me"])];
    case "resync":
      return [""];
  }
}
