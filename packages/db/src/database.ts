import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";

/** Drizzle over a `pg` Pool of any engine. `$client` is the pool itself. */
export type Database = NodePgDatabase & {
  readonly $client: pg.Pool;
  /** Whether statements may be named: not behind a pooler that loses them. */
  readonly keepsStatements: boolean;
};

/** Runs statements: a transaction, or a database outside of one. */
export type Executor = Pick<
  Database,
  "execute" | "select" | "selectDistinct" | "insert" | "update" | "delete"
>;

/** Drizzle over a pool or one connection, each of whose transactions names its isolation level. */
export function openDrizzle<Client extends pg.Pool | pg.PoolClient>(client: Client) {
  const db = drizzle({ client });
  const transaction = db.transaction.bind(db);
  const named: typeof db.transaction = (work, config) =>
    transaction(work, { isolationLevel: "read committed", ...config });
  return Object.assign(db, { transaction: named });
}

/** Drizzle over a pool. */
export function createDatabase(pool: pg.Pool, keepsStatements = true): Database {
  return Object.assign(openDrizzle(pool), { keepsStatements });
}
