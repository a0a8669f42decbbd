import type { ConversationChange, Outcome } from "@parley/client";
import { useMemo } from "react";
import { useMessaging } from "../../provider/messaging-context.ts";

/** Actions on a conversation in the user's own list. */
export interface ConversationActions {
  /**
   * Pins, mutes, archives, marks or deletes a conversation for the signed-in user only. Shown at once,
   * and reverted if the server refuses; the result tells which.
   */
  readonly change: (conversationId: string, change: ConversationChange) => Promise<Outcome>;
}

/** Changes conversations for the signed-in user only. */
export function useConversationActions(): ConversationActions {
  const { screen } = useMessaging();
  return useMemo(() => ({ change: screen.changeConversation }), [screen]);
}

/** @deprecated Use `useConversationActions().change`. */
export const useArrangeConversation = () => useConversationActions().change;
