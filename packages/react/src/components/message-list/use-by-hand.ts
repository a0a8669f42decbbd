import { type RefObject, useEffect } from "react";

/** By these a reader takes the log into their own hands. */
const BY_HAND = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/** Calls when the reader takes the log into their own hands. The callback stays the same. */
export function useByHand(scroller: RefObject<HTMLElement | null>, onTaken: () => void) {
  useEffect(() => {
    const element = scroller.current;
    for (const type of BY_HAND) element?.addEventListener(type, onTaken, { passive: true });
    return () => {
      for (const type of BY_HAND) element?.removeEventListener(type, onTaken);
    };
  }, [scroller, onTaken]);
}
