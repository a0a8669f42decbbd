import { createInProcessTestDatabase } from "./testing/in-process.ts";
import { askForPostgres, createPostgresTestDatabase } from "./testing/postgres.ts";
import type { PostgresTestDatabase, TestDatabase } from "./testing/test-database.ts";

export type { PostgresTestDatabase, TestDatabase };

type Engine = "in-process" | "postgres";

/** Which engine, and what it holds. */
export interface TestDatabaseOptions {
  /**
   * `in-process` by default, or what `PARLEY_TEST_ENGINE` names: so a run can use PostgreSQL for every suite.
   * `postgres` needs Vitest, and is for `*.pg.test.ts` files.
   */
  readonly engine?: Engine | undefined;
}

/** If PostgreSQL is required and cannot run, the tests are skipped, and it does not matter what they open. */
async function usualEngine(): Promise<Engine> {
  if (process.env["PARLEY_TEST_ENGINE"] !== "postgres") return "in-process";
  const answer = await askForPostgres();
  return answer.kind === "ready" || answer.isFailure ? "postgres" : "in-process";
}

/** Opens a fresh, empty, migrated database for one test. */
export function createTestDatabase(options: {
  readonly engine: "postgres";
}): Promise<PostgresTestDatabase>;
export function createTestDatabase(options?: TestDatabaseOptions): Promise<TestDatabase>;
export async function createTestDatabase({ engine }: TestDatabaseOptions = {}) {
  switch (engine ?? (await usualEngine())) {
    case "in-process":
      return createInProcessTestDatabase();
    case "postgres":
      return createPostgresTestDatabase();
  }
}
