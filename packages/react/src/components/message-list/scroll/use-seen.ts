import { type RefObject, useEffect, useRef } from "react";
import { type LaidOutRow, seqOf } from "../../../rows/lay-out-rows.ts";

/** A row counts as seen when no more than this of it is hidden below, in pixels. */
const HIDDEN_MAX = 8;
/** What is on the screen for less than this, in milliseconds, was not seen: rows still find their place. */
const SEEN_AFTER = 150;

/** The places of the messages that are on the screen, whole or filling all of it, from the first to the last. */
export interface Shown {
  readonly first: number;
  readonly last: number;
}

function shownIn(scroller: HTMLElement, rows: readonly LaidOutRow[]): Shown | null {
  const screen = scroller.getBoundingClientRect();
  if (screen.height === 0) return null;
  const isSeen = (element: HTMLElement) => {
    const { top, bottom } = element.getBoundingClientRect();
    const fillsScreen = top <= screen.top && bottom >= screen.bottom;
    return bottom > screen.top && (bottom <= screen.bottom + HIDDEN_MAX || fillsScreen);
  };
  const shown = [...scroller.querySelectorAll<HTMLElement>("[data-index]")];
  const places = shown.flatMap((element) => {
    const seq = seqOf(rows[Number(element.dataset["index"])]);
    return seq !== null && isSeen(element) ? [seq] : [];
  });
  if (places.length === 0) return null;
  return { first: Math.min(...places), last: Math.max(...places) };
}

interface SeenOptions {
  readonly rows: readonly LaidOutRow[];
  /** Somebody can be reading. */
  readonly isAttentive: boolean;
  readonly onShown: (shown: Shown) => void;
}

/** Reports what of the log was really seen: on the screen for a moment, while somebody could be reading. */
export function useSeen(scroller: RefObject<HTMLElement | null>, options: SeenOptions) {
  const latest = useRef(options);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // After every render: the log renders when the visible rows change and when scrolling ends.
  useEffect(() => {
    latest.current = options;
    if (!options.isAttentive || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      const { rows, isAttentive, onShown } = latest.current;
      const shown =
        isAttentive && scroller.current !== null ? shownIn(scroller.current, rows) : null;
      if (shown !== null) onShown(shown);
    }, SEEN_AFTER);
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
