import { timing } from "@parley/contract/limits";

/** Tells the others that somebody writes: at most every few seconds, and once when it ends. */
export interface TypingSignal {
  /** A key was pressed, and this is what stands there now. */
  typed(text: string): void;
  /** The message went, or the writer left. */
  stop(): void;
}

export function createTypingSignal(
  tell: (typing: boolean) => void,
  now: () => number = Date.now,
): TypingSignal {
  let toldAt: number | null = null;
  const stop = () => {
    // Nobody is told of an end that came by itself long ago.
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
