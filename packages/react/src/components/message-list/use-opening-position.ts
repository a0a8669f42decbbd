import { useLayoutEffect, useRef } from "react";
import type { LaidOutRow } from "../../rows/lay-out-rows.ts";
import type { LogVirtualizer } from "./use-log-virtualizer.ts";

/** Scrolls to where the log opens, once, before anything is painted. */
export function useOpeningPosition(virtualizer: LogVirtualizer, rows: readonly LaidOutRow[]) {
  const isOpen = useRef(false);
  useLayoutEffect(() => {
    if (isOpen.current || rows.length === 0) return;
    isOpen.current = true;
    const firstUnread = rows.findIndex(({ isFirstUnread }) => isFirstUnread);
    if (firstUnread === -1) virtualizer.scrollToEnd();
    else virtualizer.scrollToIndex(firstUnread, { align: "start" });
  }, [virtualizer, rows]);
}
