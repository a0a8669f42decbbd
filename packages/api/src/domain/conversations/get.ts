import type { ConversationDetail, ConversationInput } from "@parley/contract/conversations";
import type { Call } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { loadDetails } from "./load-details.ts";

/** One conversation of the caller, with its participants. Nonexistent and foreign ones are `not_found`. */
export async function getConversation({
  ctx,
  input: { conversationId },
}: Call<ConversationInput>): Promise<ConversationDetail> {
  const found = await loadDetails(ctx, { viewerId: ctx.actor.id, ids: [conversationId] });
  return orNotFound(found.get(conversationId));
}
