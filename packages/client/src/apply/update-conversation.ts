import type { ConversationDetail } from "@parley/contract/conversations";
import type { Snapshot } from "../snapshot.ts";
import { upsertConversation } from "./upsert-conversation.ts";

/** A conversation whose state, members or preferences changed. An archived one leaves the list. */
export function updateConversation(snapshot: Snapshot, conversation: ConversationDetail): Snapshot {
  const next = upsertConversation(snapshot, conversation);
  const list = next.conversations;
  if (!conversation.archived || list === undefined) return next;
  const conversations = list.conversations.filter(({ id }) => id !== conversation.id);
  return { ...next, conversations: { ...list, conversations } };
}
