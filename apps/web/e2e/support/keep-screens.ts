import { fileURLToPath } from "node:url";
import type { BrowserContext } from "playwright-core";

const folder = fileURLToPath(new URL("../../shots/failed/", import.meta.url));

/** Keeps what every open page shows, for whoever looks into a failed test. */
export async function keepScreens(contexts: readonly BrowserContext[], testName: string) {
  const name = testName.replaceAll(/\W+/g, "-").slice(0, 60);
  const pages = contexts.flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) {
    await page.screenshot({ path: `${folder}${name}-${index + 1}.png` });
  }
}
