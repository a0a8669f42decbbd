import type { Locator } from "playwright-core";

/**
 * The texts that match `pattern` in the order in which a log shows them, read from its end upwards until
 * `count` are found or the log begins. A text that stands there twice is given twice.
 */
export async function screenOrder(
  log: Locator,
  { pattern, count }: { pattern: RegExp; count: number },
): Promise<string[]> {
  const read = () =>
    log.getByRole("article").evaluateAll(
      (articles, source) => articles.flatMap((one) => new RegExp(source).exec(one.textContent) ?? []),
      pattern.source,
    );
  await log.focus();
  await log.press("End");
  let found = await read();
  while (found.length < count) {
    if (await log.getByText("This is the beginning").isVisible()) break;
    await log.press("PageUp");
    const now = await read();
    // What both readings show joins them; a repeat inside one reading stays a repeat.
    const overlap = now.findIndex((text) => text === found[0]);
    found = [...(overlap === -1 ? now : now.slice(0, overlap)), ...found];
  }
  return found;
}
