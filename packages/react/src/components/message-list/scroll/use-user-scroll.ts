import { type RefObject, useEffect } from "react";

/** By these a reader takes the log into their own hands. */
const USER_INPUT = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/** Calls when the reader takes the log into their own hands. The callback stays the same. */
export function useUserScroll(scroller: RefObject<HTMLElement | null>, onScroll: () => void) {
  useEffect(() => {
    const element = scroller.current;
    for (const type of USER_INPUT) element?.addEventListener(type, onScroll, { passive: true });
    return () => {
      for (const type of USER_INPUT) element?.removeEventListener(type, onScroll);
    };
  }, [scroller, onScroll]);
}
