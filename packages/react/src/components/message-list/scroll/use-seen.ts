import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { isNew, type LaidOutRow } from "../../../rows/lay-out-rows.ts";
import type { Row } from "../../../rows/row.ts";
import { drawnMessages } from "./scroll-controller.ts";

/** A row counts as seen if no more than this of it is hidden below, in pixels. */
const HIDDEN_MAX = 8;
/** Rows visible for less than this were not seen, in milliseconds: they still find their position. */
const SEEN_AFTER = 150;

interface SeenOptions {
  readonly lines: readonly LaidOutRow[];
  readonly rows: readonly Row[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  readonly newAfter: number | null;
  /** How many messages were unread when the divider was placed. */
  readonly newCount?: number | undefined;
  /** The user may be reading now. */
  readonly isPageFocused: boolean;
  /** Called with the `seq` up to which the visible messages were seen. */
  readonly onSeen: (seq: number) => void;
}

/** New messages that were never on the screen, although later ones may have been. */
export interface Unseen {
  readonly count: number;
  /** `seq` of the first one, or of what precedes it. */
  readonly seq: number;
}

/** The first and the last message that is entirely visible, or fills the log. */
function shownIn(scroller: HTMLElement, lines: readonly LaidOutRow[]) {
  const screen = scroller.getBoundingClientRect();
  if (screen.height === 0) return null;
  const shown = drawnMessages(scroller, lines).filter(({ box: { top, bottom } }) => {
    const fillsScreen = top <= screen.top && bottom >= screen.bottom;
    return bottom > screen.top && (bottom <= screen.bottom + HIDDEN_MAX || fillsScreen);
  });
  const [first] = shown;
  const last = shown.at(-1);
  return first === undefined || last === undefined ? null : { first: first.seq, last: last.seq };
}

type Loaded = Pick<SeenOptions, "rows" | "hasOlder" | "hasNewer" | "newCount">;

/** New messages after `seenTo`, as far as they are loaded. */
function unseenOf(
  { rows, hasOlder, hasNewer, newCount = 0 }: Loaded,
  seenTo: number | null,
): Unseen | null {
  if (seenTo === null) return null;
  const loaded = rows.filter((row) => row.body !== null && isNew(row, seenTo));
  const isFirstLoaded = !hasOlder || (rows[0]?.seq ?? 0) <= seenTo + 1;
  const count = isFirstLoaded && !hasNewer ? loaded.length : Math.max(loaded.length, newCount);
  const seq = isFirstLoaded ? (loaded[0]?.seq ?? seenTo + 1) : seenTo + 1;
  return count === 0 ? null : { count, seq };
}

/**
 * Reports what was really seen: visible for a moment, while the user may be reading. The server only stores the
 * furthest position: after a jump to the end it counts everything as read. So the skipped messages are returned.
 */
export function useSeen(scroller: RefObject<HTMLElement | null>, options: SeenOptions) {
  const { rows, hasOlder, hasNewer, newAfter, newCount } = options;
  const [progress, setProgress] = useState({ newAfter, seenTo: newAfter });
  // Another divider starts again.
  if (progress.newAfter !== newAfter) setProgress({ newAfter, seenTo: newAfter });
  const { seenTo } = progress;

  const latest = useRef(options);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // After every render: the log renders when the visible rows change and when scrolling ends.
  useEffect(() => {
    latest.current = options;
    if (!options.isPageFocused || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      const { lines, isPageFocused, onSeen } = latest.current;
      if (!isPageFocused || scroller.current === null) return;
      const shown = shownIn(scroller.current, lines);
      if (shown === null) return;
      const { first, last } = shown;
      setProgress((now) => {
        const isNext = now.seenTo !== null && first <= now.seenTo + 1 && last > now.seenTo;
        return isNext ? { ...now, seenTo: last } : now;
      });
      onSeen(last);
    }, SEEN_AFTER);
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );

  const unseen = useMemo(
    () => unseenOf({ rows, hasOlder, hasNewer, newCount }, seenTo),
    [rows, hasOlder, hasNewer, newCount, seenTo],
  );
  const dismiss = useCallback(() => setProgress((now) => ({ ...now, seenTo: null })), []);
  return { unseen, dismiss };
}
