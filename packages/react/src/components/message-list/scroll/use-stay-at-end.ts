import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { LaidOutRow } from "../../../rows/lay-out-rows.ts";
import { isNearEnd } from "./near-end.ts";
import type { LogVirtualizer } from "./use-log-virtualizer.ts";

/**
 * A log that stands at its end stays there. The library follows one append at a time. What comes in above
 * own unsent messages is no append to it, and several appends in one frame push the end out of its reach.
 */
export function useStayAtEnd(
  virtualizer: LogVirtualizer,
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly LaidOutRow[],
) {
  const wasAtEnd = useRef(false);
  const rowsBefore = useRef(rows);

  // After every render: what counts is where the log stood before this one.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const isChanged = rowsBefore.current !== rows;
    rowsBefore.current = rows;
    if (isChanged && wasAtEnd.current && virtualizer.options.followOnAppend === true) {
      virtualizer.scrollToEnd();
    }
    wasAtEnd.current = isNearEnd(element);
  });

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const onScroll = () => {
      wasAtEnd.current = isNearEnd(element);
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [scroller]);
}
