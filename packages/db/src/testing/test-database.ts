import type { Database } from "../database.ts";

/** A database of one test file, with every migration applied. */
export interface TestDatabase {
  readonly db: Database;
  /** Empties every table. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** A test database that other processes can open too. */
export interface PostgresTestDatabase extends TestDatabase {
  readonly url: string;
}
