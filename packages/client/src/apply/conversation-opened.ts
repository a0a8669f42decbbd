import type { ConversationDetail } from "@parley/contract/conversations";
import type { Snapshot } from "../snapshot.ts";
import { upsertConversation } from "./upsert-conversation.ts";
import { withEntry } from "./same.ts";

/**
 * A conversation comes into the list. Somebody who returns to a group sees what was said in their absence,
 * of which no event told: a window that ends before the last message then says that there is more to fetch.
 */
export function applyConversationOpened(
  snapshot: Snapshot,
  conversation: ConversationDetail,
): Snapshot {
  const next = upsertConversation(snapshot, conversation);
  const window = next.windows[conversation.id];
  const end = window?.messages.at(-1)?.seq ?? 0;
  if (window === undefined || window.hasNewer) return next;
  if ((conversation.lastMessage?.seq ?? 0) <= end) return next;
  const windows = withEntry(next.windows, conversation.id, { ...window, hasNewer: true });
  return { ...next, windows };
}
