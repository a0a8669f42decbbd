import type { ConversationDetail, ConversationInput } from "@parley/contract/conversations";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { changeParticipation } from "./change-participation.ts";
import { getConversation } from "./get.ts";

/** Marks a conversation for coming back to. The read position stays; reading or writing takes the mark away. */
export async function markUnread({
  ctx,
  input,
}: Call<ConversationInput>): Promise<ConversationDetail> {
  await changeParticipation({
    ctx,
    conversationId: input.conversationId,
    type: "conversation.updated",
    set: sql`marked_unread = true`,
  });
  return getConversation({ ctx, input });
}
