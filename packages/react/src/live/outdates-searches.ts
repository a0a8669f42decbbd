import type { StreamEvent } from "@parley/contract/events";

/** Whether what was found before may show something that it must not show any more. */
export function outdatesSearches({ type }: StreamEvent): boolean {
  switch (type) {
    case "message.edited":
    case "message.deleted":
    case "conversation.closed":
    case "contact.blocked":
    case "contact.unblocked":
    case "resync":
      return true;
    case "message.created":
    case "message.reacted":
    case "conversation.opened":
    case "conversation.read":
    case "conversation.updated":
    case "contact.added":
    case "contact.removed":
    case "group.updated":
    case "user.updated":
      return false;
  }
}

/** Whether the messages that mention somebody may be others than before. */
export const outdatesMentions = (event: StreamEvent, userId: string): boolean =>
  event.type === "message.created"
    ? event.message.senderId !== userId && event.message.mentions.includes(userId)
    : outdatesSearches(event);
