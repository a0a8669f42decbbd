import { askForPostgres } from "./postgres.ts";

/**
 * Vitest's `describe` for suites that need PostgreSQL. If it cannot run, the suite is skipped, and the run reports why
 * in one line; with `CI` set, or a server named by `PARLEY_TEST_DATABASE_URL`, it fails.
 */
export async function describePostgres() {
  const { describe } = await import("vitest");
  const answer = await askForPostgres();
  if (answer.kind === "ready") return describe;
  if (answer.isFailure) throw new Error(`PostgreSQL does not run here: ${answer.reason}`);
  return describe.skip;
}
