import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const source = await readFile(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

const rules: axe.RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};

/** The same elements in other colours differ only in these. */
const colours: axe.RunOptions = {
  runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
};

async function faults(page: Page, options: axe.RunOptions, within: string): Promise<string[]> {
  // Evaluated through the debugger, to which the page's security policy does not apply.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  return page.evaluate(
    async ({ options: given, root }) => {
      const { violations } = await window.axe.run(root, given);
      return violations.flatMap((rule) =>
        rule.nodes.map((node) => `${rule.id}: ${node.html} (${node.failureSummary ?? rule.help})`),
      );
    },
    { options, root: within },
  );
}

/** Violations that axe finds in a page, or in what a selector matches: one line for each element that breaks a rule. */
export const accessibilityFaults = (page: Page, within = "html") => faults(page, rules, within);

/** The same, and violations only in dark mode. The page follows the system's scheme, and is left in light mode. */
export async function faultsInBothSchemes(page: Page, within = "html"): Promise<string[]> {
  const light = await faults(page, rules, within);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await faults(page, colours, within);
  await page.emulateMedia({ colorScheme: "light" });
  return [...light, ...dark.map((fault) => `in the dark: ${fault}`)];
}

/** By how many pixels the document scrolls. The app is as high as the window, and only its parts scroll. */
const documentScroll = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollHeight, clientHeight } = document.documentElement;
    return document.querySelector(".app") === null ? 0 : scrollHeight - clientHeight;
  });

/** Fails if axe finds a violation, in light or in dark mode, or if the document scrolls, and reports where. */
export async function expectClean(page: Page, place: string, within?: string): Promise<void> {
  expect(await faultsInBothSchemes(page, within), place).toEqual([]);
  expect(await documentScroll(page), `${place}: the document scrolls`).toBe(0);
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
