import { useEffect } from "react";
import type { PageState } from "../../../hooks/use-window-paging.ts";
import type { LogVirtualizer } from "./use-log-virtualizer.ts";

/** The next page is fetched when so few rows are left in its direction. */
const ROWS_AHEAD = 25;

export interface PagingProps {
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  readonly older: PageState;
  readonly newer: PageState;
  readonly loadOlder: () => void;
  readonly loadNewer: () => void;
}

/** Fetches more before the reader runs out of messages, in both directions. */
export function usePaging(virtualizer: LogVirtualizer, count: number, paging: PagingProps) {
  const { hasOlder, hasNewer, older, newer, loadOlder, loadNewer } = paging;
  const first = virtualizer.range?.startIndex;
  const last = virtualizer.range?.endIndex;

  const wantsOlder = hasOlder && older === "idle" && first !== undefined && first < ROWS_AHEAD;
  useEffect(() => {
    if (wantsOlder) loadOlder();
  }, [wantsOlder, loadOlder, count]);

  const wantsNewer =
    hasNewer && newer === "idle" && last !== undefined && last >= count - ROWS_AHEAD;
  useEffect(() => {
    if (wantsNewer) loadNewer();
  }, [wantsNewer, loadNewer, count]);
}
