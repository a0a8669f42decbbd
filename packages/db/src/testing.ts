import type { Database } from "./database.ts";
import { createInProcessTestDatabase } from "./testing/in-process.ts";

/** A database of one test file, with every migration applied. */
export interface TestDatabase {
  readonly db: Database;
  /** Empties every table. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** `in-process` by default. `postgres` is for `*.pg.test.ts` files. */
  readonly engine?: "in-process" | "postgres" | undefined;
}

/** Opens a fresh, empty, migrated database that nobody else uses. */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { engine = "in-process" } = options;
  if (engine === "postgres") throw new Error("not yet");
  return createInProcessTestDatabase();
}
