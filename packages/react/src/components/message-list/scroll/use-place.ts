import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef } from "react";
import { keyOf, type LaidOutRow } from "../../../rows/lay-out-rows.ts";
import { useUserScroll } from "./use-user-scroll.ts";
import { CONTEXT_ABOVE, type LogVirtualizer } from "./use-log-virtualizer.ts";

/** A message at which the log was asked to stand. */
export interface Place {
  /** Brings a message to the top of the screen, or into its middle. Nothing happens where it is not loaded. */
  show(messageId: string, align?: "start" | "center"): void;
  /** Brings the top of a message so many pixels below the upper edge. */
  showBelow(messageId: string, offset: number): void;
  /** The log may be anywhere from now on. */
  release(): void;
}

interface Held {
  readonly id: string;
  readonly index: number;
  readonly align: "start" | "center";
}

/**
 * The library goes to an index, and takes several frames for it while heights are measured. Messages that
 * come in above meanwhile leave that index to another message, far above. So the place is kept by the
 * message itself, until the reader moves.
 */
export function usePlace(
  virtualizer: LogVirtualizer,
  scroller: RefObject<HTMLElement | null>,
  { rows, above }: { rows: readonly LaidOutRow[]; above: RefObject<number> },
): Place {
  const held = useRef<Held>(null);
  const goTo = useCallback(
    (id: string, align: Held["align"]) => {
      const index = rows.findIndex((line) => keyOf(line) === id);
      if (index === -1 || (held.current?.id === id && held.current.index === index)) return;
      held.current = { id, index, align };
      virtualizer.scrollToIndex(index, { align });
    },
    [virtualizer, rows],
  );

  useLayoutEffect(() => {
    if (held.current !== null) goTo(held.current.id, held.current.align);
  }, [goTo]);

  const release = useCallback(() => {
    held.current = null;
  }, []);
  useUserScroll(scroller, release);

  const begin = useCallback(
    (messageId: string, align: Held["align"], offset: number) => {
      release();
      above.current = offset;
      virtualizer.setOptions({ ...virtualizer.options, scrollPaddingStart: offset });
      goTo(messageId, align);
    },
    [virtualizer, above, goTo, release],
  );

  return useMemo(
    () => ({
      show: (messageId, align = "start") => begin(messageId, align, CONTEXT_ABOVE),
      showBelow: (messageId, offset) => begin(messageId, "start", offset),
      release,
    }),
    [begin, release],
  );
}
