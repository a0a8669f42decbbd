import type { Locator } from "playwright-core";

/** Whether a message, or another element of a log, is entirely in the log's visible part. */
export async function isInView(locator: Locator): Promise<boolean> {
  if ((await locator.count()) === 0) return false;
  return locator.first().evaluate((element) => {
    const outer = element.closest("[role=log]")?.getBoundingClientRect();
    const { top, bottom } = element.getBoundingClientRect();
    return outer !== undefined && top >= outer.top && bottom <= outer.bottom;
  });
}
