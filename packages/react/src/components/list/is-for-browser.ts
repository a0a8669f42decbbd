import type { MouseEvent } from "react";

/** A click on a link that the browser should handle itself: new tab, new window, download. */
export const isForBrowser = (event: MouseEvent): boolean =>
  event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
