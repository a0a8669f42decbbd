import type pg from "pg";
import { type Database, type Executor, openDrizzle } from "./database.ts";

/** A dedicated connection for a program whose statements may take as long as they need. */
export interface Session {
  readonly client: pg.PoolClient;
  /** The PostgreSQL schema with the tables. */
  readonly schema: string;
  /** Drizzle over that connection: temporary tables and settings last from one statement to the next. */
  readonly db: Executor & Pick<Database, "transaction">;
}

/**
 * Runs `work` on a dedicated connection, which is closed afterwards: no setting and no temporary table is left over.
 */
export async function withSession<Result>(
  database: Database,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const client = await database.$client.connect();
  try {
    await client.query("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0");
    return await work({ client, schema: database.schema, db: openDrizzle(client) });
  } finally {
    client.release(true);
  }
}
