import { type RefObject, useEffect, useRef } from "react";
import { type LaidOutRow, seqOf } from "../../../rows/lay-out-rows.ts";
import type { ReadingPlace } from "../../../stores/reading-places.ts";
import { isNearEnd } from "./near-end.ts";

interface ReadingPlaceOptions {
  readonly rows: readonly LaidOutRow[];
  /** The end of what is loaded is not the end of the conversation. */
  readonly hasNewer: boolean;
  readonly onPlace: ((place: ReadingPlace | undefined) => void) | undefined;
}

/** The uppermost message on the screen; nothing at the end, where every log opens by itself. */
function placeIn(
  scroller: HTMLElement,
  { rows, hasNewer }: ReadingPlaceOptions,
): ReadingPlace | undefined {
  if (!hasNewer && isNearEnd(scroller)) return undefined;
  const { top } = scroller.getBoundingClientRect();
  for (const element of scroller.querySelectorAll<HTMLElement>("[data-index]")) {
    const seq = seqOf(rows[Number(element.dataset["index"])]);
    const rect = element.getBoundingClientRect();
    if (seq !== null && rect.bottom > top) return { seq, offset: rect.top - top };
  }
  return undefined;
}

/** Reports where the reader stands when the page is left, and nothing once they have left the conversation. */
export function useReadingPlace(
  scroller: RefObject<HTMLElement | null>,
  options: ReadingPlaceOptions,
) {
  const { onPlace } = options;
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    const report = () => {
      if (scroller.current !== null) onPlace?.(placeIn(scroller.current, latest.current));
    };
    // A page that a phone puts away is told no more than that it is hidden.
    const onVisibility = () => {
      if (document.visibilityState === "hidden") report();
    };
    window.addEventListener("pagehide", report);
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      window.removeEventListener("pagehide", report);
      document.removeEventListener("visibilitychange", onVisibility);
      onPlace?.(undefined);
    };
  }, [scroller, onPlace]);
}
