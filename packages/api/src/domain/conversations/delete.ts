import type { ConversationInput } from "@parley/contract/conversations";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { changeParticipation } from "./change-participation.ts";
import { lastVisibleSeq } from "../participants/visibility.ts";

/** The last message that the caller may see: a former member does not learn how many followed. */
const end = sql`least(c.last_seq, ${lastVisibleSeq})`;

/** Clears and hides a conversation for the caller only. A new message, or opening it, restores it empty. */
export const deleteConversation = ({ ctx, input }: Call<ConversationInput>): Promise<void> =>
  changeParticipation({
    ctx,
    conversationId: input.conversationId,
    type: "conversation.closed",
    set: sql`cleared_seq = greatest(p.cleared_seq, ${end}), read_seq = greatest(p.read_seq, ${end}),
      opened_at = null, marked_unread = false, pinned_at = null, archived_at = null`,
  });
