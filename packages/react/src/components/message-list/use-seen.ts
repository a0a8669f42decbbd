import { type RefObject, useEffect, useRef } from "react";
import type { LaidOutRow } from "../../rows/lay-out-rows.ts";

/** A row counts as seen when no more than this of it is hidden below, in pixels. */
const HIDDEN_MAX = 8;
/** What is on the screen for less than this, in milliseconds, was not seen: rows still find their place. */
const SEEN_AFTER = 150;

/** The place of the lowest message that is on the screen, whole or filling all of it. */
function lowestSeen(scroller: HTMLElement, rows: readonly LaidOutRow[]): number | null {
  const screen = scroller.getBoundingClientRect();
  if (screen.height === 0) return null;
  const isSeen = (element: HTMLElement) => {
    const { top, bottom } = element.getBoundingClientRect();
    const fillsScreen = top <= screen.top && bottom >= screen.bottom;
    return bottom > screen.top && (bottom <= screen.bottom + HIDDEN_MAX || fillsScreen);
  };
  const shown = [...scroller.querySelectorAll<HTMLElement>("[data-index]")];
  const places = shown.flatMap((element) => {
    const seq = rows[Number(element.dataset["index"])]?.row.seq ?? null;
    return seq !== null && isSeen(element) ? [seq] : [];
  });
  return places.length === 0 ? null : Math.max(...places);
}

interface SeenOptions {
  readonly rows: readonly LaidOutRow[];
  /** Somebody can be reading. */
  readonly isAttentive: boolean;
  readonly onSeen: (seq: number) => void;
}

/** Reports how far the log was really seen: on the screen for a moment, while somebody could be reading. */
export function useSeen(scroller: RefObject<HTMLElement | null>, options: SeenOptions) {
  const latest = useRef(options);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // After every render: the log renders when the visible rows change and when scrolling ends.
  useEffect(() => {
    latest.current = options;
    if (!options.isAttentive || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      const { rows, isAttentive, onSeen } = latest.current;
      const seq =
        isAttentive && scroller.current !== null ? lowestSeen(scroller.current, rows) : null;
      if (seq !== null) onSeen(seq);
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
