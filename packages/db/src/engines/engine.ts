import type pg from "pg";

/** An engine that runs and takes queries. */
export interface OpenEngine {
  readonly pool: pg.Pool;
  /** One line for the log, without a password. */
  readonly description: string;
  /** Stops what was started, after the pool has ended. */
  stop(): Promise<void>;
}
