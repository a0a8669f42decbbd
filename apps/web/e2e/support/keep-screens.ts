import { fileURLToPath } from "node:url";
import type { BrowserContext } from "playwright-core";

const folder = fileURLToPath(new URL("../../shots/failed/", import.meta.url));

/** Takes screenshots of all open pages, to debug a failed test. */
export async function keepScreens(contexts: readonly BrowserContext[], testName: string) {
  const name = testName.replaceAll(/\W+/g, "-").slice(0, 60);
  const pages = contexts.flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) {
    await page.screenshot({ path: `${folder}${name}-${index + 1}.png` });
  }
}
