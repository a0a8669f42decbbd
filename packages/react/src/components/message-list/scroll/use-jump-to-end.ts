import { useCallback, useLayoutEffect, useRef } from "react";
import type { PageState } from "../../../hooks/use-window-paging.ts";
import type { LogVirtualizer } from "./use-log-virtualizer.ts";
import type { Place } from "./use-place.ts";

interface JumpOptions {
  readonly hasNewer: boolean;
  readonly newer: PageState;
  readonly showLatest: () => Promise<void>;
  /** Grows with every own message: each brings the log to its end. */
  readonly sentCount: number;
}

/** Goes to the end of the conversation, which has to be loaded first where it is not. */
export function useJumpToEnd(virtualizer: LogVirtualizer, place: Place, options: JumpOptions) {
  const { hasNewer, newer, showLatest, sentCount } = options;
  const wantsEnd = useRef(false);
  const sentBefore = useRef(sentCount);

  const jump = useCallback(() => {
    wantsEnd.current = true;
    place.release();
    if (hasNewer) void showLatest();
    else virtualizer.scrollToEnd();
  }, [virtualizer, place, hasNewer, showLatest]);

  useLayoutEffect(() => {
    if (sentBefore.current === sentCount) return;
    sentBefore.current = sentCount;
    jump();
  }, [sentCount, jump]);

  // Runs after each render: the end can come some renders after the wish for it.
  useLayoutEffect(() => {
    if (!wantsEnd.current || (hasNewer && newer !== "failed")) return;
    wantsEnd.current = false;
    if (!hasNewer) virtualizer.scrollToEnd();
  });
  return jump;
}
