import type { Database } from "./database.ts";

/** What answers behind a connection. */
export type Engine = "embedded" | "postgres" | "in-process";

/** An open database. */
export interface Connection {
  readonly db: Database;
  readonly engine: Engine;
  /** One line for the log: what it is and where, never a password. */
  readonly description: string;
  /** What the operator must know, one plain sentence each. */
  readonly warnings: readonly string[];
  /** Ends the pool, stops what `connect` started, frees the data directory. Safe to repeat. */
  close(): Promise<void>;
}
