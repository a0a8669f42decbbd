import type { TypingSignal } from "@parley/client";
import { useEffect, useState } from "react";
import { useMessaging } from "../provider/messaging-context.ts";

/** Tells the others of a conversation that the signed-in user is typing. For one conversation a component. */
export function useTypingSignal(conversationId: string): TypingSignal {
  const { screen } = useMessaging();
  const [signal] = useState(() => screen.createTypingSignal(conversationId));
  useEffect(() => () => signal.stop(), [signal]);
  return signal;
}
