import type { TypingSignal } from "@parley/client";
import { useEffect, useState } from "react";
import { useMessaging } from "../../provider/messaging-context.ts";

/** Signals to the other members of a conversation that the signed-in user is typing. One conversation per component. */
export function useTypingSignal(conversationId: string): TypingSignal {
  const { screen } = useMessaging();
  const [signal] = useState(() => screen.createTypingSignal(conversationId));
  useEffect(() => () => signal.stop(), [signal]);
  return signal;
}
