import { beforeEach } from "vitest";
import { askForPostgres } from "./testing/postgres.ts";

// Before each file of a run on PostgreSQL: without one, its tests are skipped by name.
const answer = await askForPostgres();
if (answer.kind === "absent" && !answer.isFailure) {
  beforeEach((context) => context.skip(`PostgreSQL does not run here: ${answer.reason}`));
}
