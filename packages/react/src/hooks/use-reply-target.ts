import { useCallback } from "react";
import { useMessaging } from "../provider/messaging-context.ts";
import { useStore } from "../stores/use-store.ts";

/** The place of the message that the next one in a conversation answers, and how to choose another. */
export function useReplyTarget(conversationId: string) {
  const { replies } = useMessaging();
  const seq = useStore(replies, () => replies.get(conversationId)) ?? null;
  const reply = useCallback(
    (to: number | null) => replies.set(conversationId, to ?? undefined),
    [replies, conversationId],
  );
  return { seq, reply };
}
