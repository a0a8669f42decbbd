import { useEffect, useRef, useState } from "react";
import { followSwipes, type Swipe, type SwipeHandlers } from "./follow-swipes.ts";

interface Options extends Omit<SwipeHandlers, "onChange" | "rowOf"> {
  /** Finds the element that contains the rows, once they are rendered. */
  readonly find: () => HTMLElement | null | undefined;
  /** Selects a row. */
  readonly selector: string;
}

/** The row that a finger moves sideways; null if there is none. */
export function useSwipes({ find, selector, isAllowed, onSwiped }: Options): Swipe | null {
  const [swipe, setSwipe] = useState<Swipe | null>(null);
  const latest = useRef({ find, isAllowed, onSwiped });
  useEffect(() => {
    latest.current = { find, isAllowed, onSwiped };
  });
  useEffect(() => {
    const element = latest.current.find();
    if (!element) return undefined;
    return followSwipes(element, {
      rowOf: (target) => target.closest<HTMLElement>(selector),
      isAllowed: (row, side) => latest.current.isAllowed(row, side),
      onChange: setSwipe,
      onSwiped: (done) => latest.current.onSwiped(done),
    });
  }, [selector]);
  return swipe;
}
