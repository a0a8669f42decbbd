import type { TestProject } from "vitest/node";
import { servePostgres } from "./testing/postgres-service.ts";
import { prepareSnapshot } from "./testing/snapshot.ts";

/** Once per test run: the databases that test files share. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await prepareSnapshot();
  const service = await servePostgres({
    givenUrl: process.env["PARLEY_TEST_DATABASE_URL"],
    isHostile: project.config.env["PARLEY_TEST_HOSTILE"] === "true",
  });
  project.provide("parleyPostgresService", service.address);
  return service.close;
}
