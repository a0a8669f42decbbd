import { type KeyboardEvent, type PointerEvent, type RefObject, useCallback } from "react";
import { isComposing } from "../../composition.ts";

/**
 * Notes on the log whether its reader uses the keys or a pointer, for the stylesheet: the tools of one message are
 * shown at a time, those of the focused one or those of the one under the pointer.
 */
export function useHand(scroller: RefObject<HTMLElement | null>) {
  const note = useCallback(
    (hand: "keys" | "pointer") => {
      if (scroller.current !== null) scroller.current.dataset["hand"] = hand;
    },
    [scroller],
  );
  return {
    onKeyDownCapture: (event: KeyboardEvent) => {
      if (!isComposing(event)) note("keys");
    },
    onPointerMove: ({ movementX, movementY }: PointerEvent) => {
      // A browser reports a pointer that stands still when something scrolls away under it.
      if (movementX !== 0 || movementY !== 0) note("pointer");
    },
  };
}
