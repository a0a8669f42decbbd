import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";

/** Drizzle over a `pg` Pool, whichever engine answers behind it. `$client` is the pool itself. */
export type Database = NodePgDatabase & { readonly $client: pg.Pool };

export function createDatabase(pool: pg.Pool): Database {
  return drizzle({ client: pool });
}
