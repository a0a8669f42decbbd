import { createInProcessTestDatabase } from "./testing/in-process.ts";
import { askForPostgres, createPostgresTestDatabase } from "./testing/postgres.ts";
import type { PostgresTestDatabase, TestDatabase } from "./testing/test-database.ts";

export type { PostgresTestDatabase, TestDatabase };

export interface TestDatabaseOptions {
  /** `in-process` by default. `postgres` is for `*.pg.test.ts` files under Vitest. */
  readonly engine?: "in-process" | "postgres" | undefined;
}

/** Opens a fresh, empty, migrated database that nobody else uses. */
export function createTestDatabase(options: {
  readonly engine: "postgres";
}): Promise<PostgresTestDatabase>;
export function createTestDatabase(options?: TestDatabaseOptions): Promise<TestDatabase>;
export function createTestDatabase({ engine = "in-process" }: TestDatabaseOptions = {}) {
  switch (engine) {
    case "in-process":
      return createInProcessTestDatabase();
    case "postgres":
      return createPostgresTestDatabase();
  }
}

/**
 * Vitest's `describe` for suites that need PostgreSQL. Where it cannot run, the suite is skipped, and the
 * run says why in one line; with `CI` set, or a server named by `PARLEY_TEST_DATABASE_URL`, it fails.
 */
export async function describePostgres() {
  const { describe } = await import("vitest");
  const answer = await askForPostgres();
  if (answer.kind === "ready") return describe;
  if (answer.isFailure) throw new Error(`PostgreSQL does not run here: ${answer.reason}`);
  return describe.skip;
}
