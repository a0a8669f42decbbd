import type pg from "pg";

/** An engine that runs and takes queries. */
export interface OpenEngine {
  readonly pool: pg.Pool;
  /** One line for the log, without a password. */
  readonly description: string;
  /** Stops what was started, after the pool has ended. */
  stop(): Promise<void>;
}

/** A PostgreSQL that is reached by its address. */
export interface OpenPostgres extends OpenEngine {
  /** Notices for the operator, one plain sentence each. */
  readonly warnings: readonly string[];
  /** A client, not connected yet, whose session is as the server, the role and the address configure it. */
  createPlainClient(): pg.Client;
}

/** A PostgreSQL that is reached through a pooler, and directly for what a pooler cannot do. */
export interface OpenPooled extends OpenPostgres {
  readonly direct: pg.Pool;
  /** Whether a named statement is found in every session that the pooler chooses. */
  readonly keepsStatements: boolean;
}
