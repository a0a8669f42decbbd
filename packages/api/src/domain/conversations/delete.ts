import type { ConversationInput } from "@parley/contract/conversations";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { changeParticipation } from "./change-participation.ts";
import { lastVisibleSeq } from "../participants/visibility.ts";

/** The last place that the caller may see: somebody who left does not learn how far it went on. */
const end = sql`least(c.last_seq, ${lastVisibleSeq})`;

/** Clears and hides a conversation for the caller alone. A new message, or opening it, brings it back empty. */
export const deleteConversation = ({ ctx, input }: Call<ConversationInput>): Promise<void> =>
  changeParticipation({
    ctx,
    conversationId: input.conversationId,
    type: "conversation.closed",
    set: sql`cleared_seq = greatest(p.cleared_seq, ${end}), read_seq = greatest(p.read_seq, ${end}),
      opened_at = null, marked_unread = false, pinned_at = null, archived_at = null`,
  });
