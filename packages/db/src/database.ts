import "./supported-node.ts";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { DEFAULT_SCHEMA, inSchema, schemaNameProblem } from "./database-schema.ts";
import { DatabaseUnavailableError } from "./database-unavailable.ts";

/** Drizzle over a `pg` Pool of any engine. `$client` is the pool, whose statements run in `schema`. */
export type Database = NodePgDatabase & {
  readonly $client: pg.Pool;
  /** The PostgreSQL schema with the tables. */
  readonly schema: string;
  /** Whether statements may be named: not behind a pooler that loses them. */
  readonly keepsStatements: boolean;
};

/** Runs statements: a transaction, or a database outside of one. */
export type Executor = Pick<
  Database,
  "execute" | "select" | "selectDistinct" | "insert" | "update" | "delete" | "$count"
>;

/** Drizzle over a pool or one connection, each of whose transactions names its isolation level. */
export function openDrizzle<Client extends pg.Pool | pg.PoolClient>(client: Client) {
  const db = drizzle({ client });
  const transaction = db.transaction.bind(db);
  const named: typeof db.transaction = (work, config) =>
    transaction(work, { isolationLevel: "read committed", ...config });
  return Object.assign(db, { transaction: named });
}

/** How a database is used. */
export interface DatabaseOptions {
  /** `parley` by default. */
  readonly schema?: string | undefined;
  /** True by default. */
  readonly keepsStatements?: boolean | undefined;
}

/** Fails with `DatabaseUnavailableError` if a schema cannot have that name. */
export function checkSchemaName(schema: string): void {
  const detail = schemaNameProblem(schema);
  if (detail !== undefined)
    throw new DatabaseUnavailableError({ kind: "schema_name", schema, detail });
}

/** Drizzle over a pool. */
export function createDatabase(
  pool: pg.Pool,
  { schema = DEFAULT_SCHEMA, keepsStatements = true }: DatabaseOptions = {},
): Database {
  checkSchemaName(schema);
  return Object.assign(openDrizzle(inSchema(pool, schema)), { schema, keepsStatements });
}
