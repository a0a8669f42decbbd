import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";

/** Drizzle over a `pg` Pool, whichever engine answers behind it. `$client` is the pool itself. */
export type Database = NodePgDatabase & {
  readonly $client: pg.Pool;
  /** Whether a statement may be named: not behind a pooler that loses it. */
  readonly keepsStatements: boolean;
};

export function createDatabase(pool: pg.Pool, keepsStatements = true): Database {
  return Object.assign(drizzle({ client: pool }), { keepsStatements });
}
