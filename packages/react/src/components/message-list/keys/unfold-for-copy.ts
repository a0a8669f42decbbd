import type { ClipboardEvent } from "react";

/**
 * Puts what is folded away into the page for the moment in which the browser takes what is selected: it copies what it shows, and
 * does so after this event. Before the next picture everything is as it was, so nothing is seen to move.
 */
export function unfoldForCopy({ currentTarget: log }: ClipboardEvent<HTMLElement>): void {
  const { scrollTop } = log;
  const folded = log.querySelectorAll<HTMLElement>("[data-rest]");
  if (folded.length === 0) return;
  for (const element of folded) element.textContent = element.dataset["rest"] ?? "";
  requestAnimationFrame(() => {
    for (const element of folded) element.textContent = "";
    log.scrollTop = scrollTop;
  });
}
