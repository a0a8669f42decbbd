import { existsSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { createDataDirectory, removeDataDirectory, startChildServer } from "./child-server.ts";
import { chromiumPath } from "./chromium.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The directory of a database with the demo programme, which every suite copies. */
    demoData: string;
  }
}

/**
 * Reports what is missing before any suite runs, instead of failing in each of them. Suites without a Chromium are
 * skipped; with `CI=true` the run counts that as failures.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  if (!existsSync(new URL("../../dist/index.html", import.meta.url))) {
    throw new Error("apps/web is not built: run `npm run build` first");
  }
  if (chromiumPath === undefined) {
    console.warn("Browser suites did not run: no Chromium here (CHROMIUM_PATH can name one)");
    return undefined;
  }
  const demoData = await createDataDirectory();
  const server = await startChildServer({ data: demoData, port: 0 });
  await server.stop();
  project.provide("demoData", demoData);
  return () => removeDataDirectory(demoData);
}
