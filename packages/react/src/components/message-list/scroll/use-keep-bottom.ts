import { type RefObject, useEffect } from "react";
import { distanceFromEnd } from "./near-end.ts";
import type { LogVirtualizer } from "./use-log-virtualizer.ts";

/** Rows that are not on the screen were measured at another width: they count as estimates again. */
function forgetOffscreenHeights({ itemSizeCache, elementsCache }: LogVirtualizer) {
  for (const key of itemSizeCache.keys()) {
    if (!elementsCache.has(key)) itemSizeCache.delete(key);
  }
}

/** The bottom edge moved by `moved` pixels downwards: what stood at it goes with it. */
function followBottom(virtualizer: LogVirtualizer, element: HTMLElement, moved: number) {
  const distance = distanceFromEnd(element);
  // At the end the browser has already kept it.
  if (distance <= 1) return;
  if (distance + moved <= 1) virtualizer.scrollToEnd();
  else virtualizer.scrollBy(-moved);
}

/**
 * What is at the bottom stays there when the log's own size changes: the composer grows, a keyboard
 * opens, the window is resized.
 */
export function useKeepBottom(
  virtualizer: LogVirtualizer,
  scroller: RefObject<HTMLDivElement | null>,
  width: RefObject<number>,
) {
  useEffect(() => {
    const element = scroller.current;
    if (element === null || typeof ResizeObserver === "undefined") return undefined;
    let height = element.clientHeight;
    let widthNow = element.clientWidth;
    width.current = widthNow;
    const observer = new ResizeObserver(() => {
      const [heightBefore, widthBefore] = [height, widthNow];
      height = element.clientHeight;
      widthNow = element.clientWidth;
      if (widthNow !== widthBefore) {
        forgetOffscreenHeights(virtualizer);
        // The rows say their new heights in this frame, perhaps after this. In the next the log may be of another width.
        requestAnimationFrame(() => {
          width.current = widthNow;
        });
      }
      if (height !== heightBefore && heightBefore > 0) {
        followBottom(virtualizer, element, height - heightBefore);
      }
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [virtualizer, scroller, width]);
}
