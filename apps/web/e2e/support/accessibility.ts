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

/** The same parts in other colours differ in nothing but these. */
const colours: axe.RunOptions = {
  runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
};

async function faults(page: Page, options: axe.RunOptions, within: string): Promise<string[]> {
  // Evaluated over the debugger, which the page's security policy does not concern.
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

/**
 * What axe finds wrong with a page, or with what a selector finds in it: one line for each element that breaks
 * a rule.
 */
export const accessibilityFaults = (page: Page, within = "html") => faults(page, rules, within);

/** The same, and what is wrong in the dark alone. The page follows the system's scheme, and is left in light. */
export async function faultsInBothSchemes(page: Page, within = "html"): Promise<string[]> {
  const light = await faults(page, rules, within);
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await faults(page, colours, within);
  await page.emulateMedia({ colorScheme: "light" });
  return [...light, ...dark.map((fault) => `in the dark: ${fault}`)];
}

/** Fails where axe finds anything wrong, in light or in the dark, and says in which place. */
export async function expectClean(page: Page, place: string, within?: string): Promise<void> {
  expect(await faultsInBothSchemes(page, within), place).toEqual([]);
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
