import { useEffect, useState } from "react";
import { useMessaging } from "../provider/messaging-context.ts";
import { createTypingSignal, type TypingSignal } from "../stores/typing-signal.ts";

/** Tells the others of a conversation that the signed-in person writes. For one conversation a component. */
export function useTypingSignal(conversationId: string): TypingSignal {
  const { client } = useMessaging();
  const [signal] = useState(() =>
    createTypingSignal((typing) => {
      if (client.connection.get().status !== "online") return;
      // A hint: when it is lost, nothing is.
      client.trpc.events.setTyping.mutate({ conversationId, typing }).catch(() => undefined);
    }),
  );
  useEffect(() => () => signal.stop(), [signal]);
  return signal;
}
