import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "playwright-core";

const source = await readFile(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

const rules: axe.RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  // Names are API: a row is named by its person alone, and what else stands in it is its description.
  rules: { "label-content-name-mismatch": { enabled: false } },
};

/**
 * What axe finds wrong with a page, or with what a selector finds in it: one line for each element that breaks
 * a rule.
 */
export async function accessibilityFaults(page: Page, within = "html"): Promise<string[]> {
  // Evaluated over the debugger, which the page's security policy does not concern.
  await page.evaluate(source);
  return page.evaluate(
    async ({ options, root }) => {
      const { violations } = await window.axe.run(root, options);
      return violations.flatMap((rule) =>
        rule.nodes.map((node) => `${rule.id}: ${node.html} (${node.failureSummary ?? rule.help})`),
      );
    },
    { options: rules, root: within },
  );
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
