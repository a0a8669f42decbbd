import { timing } from "@parley/contract/limits";

/** Signals to the other members that the user is typing: at most every few seconds, and once when it ends. */
export interface TypingSignal {
  /** Called with the text after each change. */
  typed(text: string): void;
  /** Called when the message is sent or the user leaves. */
  stop(): void;
}

export function createTypingSignal(
  tell: (typing: boolean) => void,
  now: () => number = Date.now,
): TypingSignal {
  let toldAt: number | null = null;
  const stop = () => {
    // After the timeout typing has already ended for the recipients.
    if (toldAt !== null && now() - toldAt < timing.typingTimeout) tell(false);
    toldAt = null;
  };
  return {
    typed(text) {
      if (text.trim() === "") return stop();
      if (toldAt !== null && now() - toldAt < timing.typingRepeat) return;
      toldAt = now();
      tell(true);
    },
    stop,
  };
}
