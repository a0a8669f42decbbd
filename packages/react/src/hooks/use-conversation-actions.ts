import type { ConversationChange, Outcome } from "@parley/client";
import { useMemo } from "react";
import { useMessaging } from "../provider/messaging-context.ts";

/** What a user can do about a conversation in their own list. */
export interface ConversationActions {
  /**
   * Pins, mutes, archives, marks or deletes a conversation for the signed-in user alone. It shows at once
   * and is taken back if the server refuses, which the result then says.
   */
  readonly change: (conversationId: string, change: ConversationChange) => Promise<Outcome>;
}

/** Changes conversations for the signed-in user alone. */
export function useConversationActions(): ConversationActions {
  const { screen } = useMessaging();
  return useMemo(() => ({ change: screen.changeConversation }), [screen]);
}

/** @deprecated Use `useConversationActions().change`. */
export const useArrangeConversation = () => useConversationActions().change;
