import type { Locator } from "playwright-core";
import { isInView } from "./in-view.ts";

/** Scrolls a log by part of its visible height, or to its end, and lets it render. */
function scroll(log: Locator, to: "end" | "up"): Promise<void> {
  return log.evaluate(async (element, where) => {
    const { scrollTop, scrollHeight, clientHeight } = element;
    element.scrollTop = where === "end" ? scrollHeight : scrollTop - clientHeight / 2;
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
  }, to);
}

/**
 * The texts that match `pattern` in the order in which a log shows them, read from its end upwards until `count` are
 * found or the log begins. A text that occurs twice is returned twice.
 */
export async function screenOrder(
  log: Locator,
  { pattern, count }: { pattern: RegExp; count: number },
): Promise<string[]> {
  const read = async () => {
    const texts = await log.getByRole("article").allTextContents();
    return texts.flatMap((text) => pattern.exec(text)?.[0] ?? []);
  };
  await scroll(log, "end");
  let found = await read();
  while (found.length < count) {
    if (await isInView(log.getByText("This is the beginning"))) break;
    await scroll(log, "up");
    const now = await read();
    // Overlapping texts join the two readings; a repeat inside one reading stays a repeat.
    const overlap = now.findIndex((text) => text === found[0]);
    found = [...(overlap === -1 ? now : now.slice(0, overlap)), ...found];
  }
  return found;
}
