import type { ConversationInput } from "@parley/contract/conversations";
import { participants } from "@parley/db/schema";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { changeParticipation } from "./change-participation.ts";
import { newestVisibleSeq } from "../participants/visibility.ts";

/** The last message that the caller may see: a former member does not learn how many followed. */
const end = newestVisibleSeq({ participant: "participants", conversation: "conversations" });

/** Clears and hides a conversation for the caller only. A new message, or opening it, restores it empty. */
export const deleteConversation = ({ ctx, input }: Call<ConversationInput>): Promise<void> =>
  changeParticipation({
    ctx,
    conversationId: input.conversationId,
    type: "conversation.closed",
    set: {
      clearedSeq: sql`greatest(${participants.clearedSeq}, ${end})`,
      readSeq: sql`greatest(${participants.readSeq}, ${end})`,
      openedAt: null,
      markedUnread: false,
      pinnedAt: null,
      archivedAt: null,
    },
  });
