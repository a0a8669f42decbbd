import { existsSync } from "node:fs";
import { chromiumPath } from "./chromium.ts";

/** Says what is missing before any suite runs, instead of failing in each of them. */
export default function setup(): void {
  if (!existsSync(new URL("../../dist/index.html", import.meta.url))) {
    throw new Error("apps/web is not built: run `pnpm --filter @parley/web build` first");
  }
  if (chromiumPath !== undefined) return;
  const line = "Browser suites did not run: no Chromium here (CHROMIUM_PATH can name one)";
  if (process.env["CI"] === "true") throw new Error(line);
  console.warn(line);
}
