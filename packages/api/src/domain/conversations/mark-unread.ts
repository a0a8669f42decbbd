import type { ConversationDetail, ConversationInput } from "@parley/contract/conversations";
import type { Call } from "../context.ts";
import { changeParticipation } from "./change-participation.ts";
import { getConversation } from "./get.ts";

/** Marks a conversation as unread. The read position stays; reading or writing clears the mark. */
export async function markUnread({
  ctx,
  input,
}: Call<ConversationInput>): Promise<ConversationDetail> {
  await changeParticipation({
    ctx,
    conversationId: input.conversationId,
    type: "conversation.updated",
    set: { markedUnread: true },
  });
  return getConversation({ ctx, input });
}
