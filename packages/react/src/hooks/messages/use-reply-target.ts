import { useCallback } from "react";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useScreen } from "../../provider/use-screen.ts";

/** The message that the next one in a conversation replies to, and a function that sets it. */
export function useReplyTarget(conversationId: string) {
  const { screen } = useMessaging();
  const seq = useScreen(({ replies }) => replies.get(conversationId)) ?? null;
  const reply = useCallback(
    (to: number | null) => screen.setReply(conversationId, to ?? undefined),
    [screen, conversationId],
  );
  return { seq, reply };
}
