import { useLayoutEffect, useRef } from "react";
import { isFirstUnread, keyOf, type LaidOutRow } from "../../../rows/lay-out-rows.ts";
import { NEAR_END } from "./near-end.ts";
import type { LogVirtualizer } from "./use-log-virtualizer.ts";
import type { Place } from "./use-place.ts";

/**
 * While the page is hidden nothing is followed. A reader who left from the end and comes back finds the
 * first message that came meanwhile; where few came, that is the end again.
 */
export function useScrollOnReturn(
  virtualizer: LogVirtualizer,
  place: Place,
  { rows, isHidden }: { rows: readonly LaidOutRow[]; isHidden: boolean },
) {
  const before = useRef({ isHidden, leftAtEnd: false });
  useLayoutEffect(() => {
    const { isHidden: wasHidden, leftAtEnd } = before.current;
    if (isHidden === wasHidden) return;
    before.current = { isHidden, leftAtEnd: isHidden && virtualizer.isAtEnd(NEAR_END) };
    if (isHidden || !leftAtEnd) return;
    const firstUnread = rows.find(isFirstUnread);
    if (firstUnread === undefined) virtualizer.scrollToEnd();
    else place.show(keyOf(firstUnread));
  }, [virtualizer, place, rows, isHidden]);
}
