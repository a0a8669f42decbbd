import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { keyOf, type LaidOutRow } from "../../rows/lay-out-rows.ts";
import type { LogVirtualizer } from "./use-log-virtualizer.ts";

/** A message at which the log was asked to stand. */
export interface Place {
  /** Brings a message to the top of the screen, or into its middle. Nothing happens where it is not loaded. */
  show(messageId: string, align?: "start" | "center"): void;
  /** The log may be anywhere from now on. */
  release(): void;
}

interface Held {
  readonly id: string;
  readonly index: number;
  readonly align: "start" | "center";
}

/** By these a reader takes the log into their own hands. */
export const BY_HAND = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/**
 * The library goes to an index, and takes several frames for it while heights are measured. Messages that
 * come in above meanwhile leave that index to another message, far above. So the place is kept by the
 * message itself, until the reader moves.
 */
export function usePlace(
  virtualizer: LogVirtualizer,
  scroller: RefObject<HTMLElement | null>,
  rows: readonly LaidOutRow[],
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
  useEffect(() => {
    const element = scroller.current;
    for (const type of BY_HAND) element?.addEventListener(type, release, { passive: true });
    return () => {
      for (const type of BY_HAND) element?.removeEventListener(type, release);
    };
  }, [scroller, release]);

  return useMemo(
    () => ({
      show(messageId, align = "start") {
        release();
        goTo(messageId, align);
      },
      release,
    }),
    [goTo, release],
  );
}
