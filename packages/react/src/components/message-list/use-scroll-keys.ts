import { type KeyboardEvent, useCallback } from "react";

/** The part of a screen by which the page keys move: a line or two stays for the eye. */
const PAGE = 0.9;

type Scroll = (element: HTMLElement, jumpToEnd: () => void) => void;

const byPage =
  (direction: 1 | -1): Scroll =>
  (element) =>
    element.scrollBy({ top: direction * element.clientHeight * PAGE, behavior: "instant" });

const SCROLLS: Readonly<Record<string, Scroll>> = {
  PageUp: byPage(-1),
  PageDown: byPage(1),
  Home: (element) => element.scrollTo({ top: 0, behavior: "instant" }),
  End: (_element, jumpToEnd) => jumpToEnd(),
};

/**
 * Scrolls the log by its keys at once. A browser's own smooth scrolling runs past the rows that are drawn,
 * and stops on its way when one of them turns out to be of another height than thought.
 */
export function useScrollKeys(jumpToEnd: () => void) {
  return useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const scroll = SCROLLS[event.key];
      const isForOthers =
        event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey;
      if (scroll === undefined || isForOthers) return;
      event.preventDefault();
      scroll(event.currentTarget, jumpToEnd);
    },
    [jumpToEnd],
  );
}
