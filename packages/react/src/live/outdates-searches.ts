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
