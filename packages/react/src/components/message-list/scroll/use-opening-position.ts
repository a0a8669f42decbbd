import { useLayoutEffect, useRef } from "react";
import { isFirstUnread, keyOf, type LaidOutRow } from "../../../rows/lay-out-rows.ts";
import type { LogVirtualizer } from "./use-log-virtualizer.ts";
import type { Place } from "./use-place.ts";

/** Scrolls to where the log opens, once, before anything is painted. */
export function useOpeningPosition(
  virtualizer: LogVirtualizer,
  place: Place,
  rows: readonly LaidOutRow[],
) {
  const isOpen = useRef(false);
  useLayoutEffect(() => {
    if (isOpen.current || rows.length === 0) return;
    isOpen.current = true;
    const firstUnread = rows.find(isFirstUnread);
    if (firstUnread === undefined) virtualizer.scrollToEnd();
    else place.show(keyOf(firstUnread));
  }, [virtualizer, place, rows]);
}
