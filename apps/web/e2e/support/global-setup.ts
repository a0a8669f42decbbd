import { existsSync } from "node:fs";
import { chromiumPath } from "./chromium.ts";

/**
 * Says what is missing before any suite runs, instead of failing in each of them. Suites without a Chromium
 * are skipped; with `CI=true` the run counts that as failures.
 */
export default function setup(): void {
  if (!existsSync(new URL("../../dist/index.html", import.meta.url))) {
    throw new Error("apps/web is not built: run `npm run build` first");
  }
  if (chromiumPath !== undefined) return;
  console.warn("Browser suites did not run: no Chromium here (CHROMIUM_PATH can name one)");
}
