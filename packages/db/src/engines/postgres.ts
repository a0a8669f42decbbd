import { DatabaseUnavailableError } from "../database-unavailable.ts";
import type { OpenEngine } from "./engine.ts";
import { createPool, type OnFault } from "./pool.ts";
import { parseDatabaseUrl } from "./postgres/database-url.ts";
import { explainFailure } from "./postgres/explain-failure.ts";
import { askServer, unfitness } from "./postgres/fitness.ts";

/** Connects to a PostgreSQL server, and makes sure that it is one that Parley can work with. */
export async function openPostgres(databaseUrl: string, onFault: OnFault): Promise<OpenEngine> {
  const address = parseDatabaseUrl(databaseUrl);
  const { host, database } = address;
  const pool = createPool(databaseUrl, onFault);
  try {
    const facts = await askServer(pool);
    const detail = unfitness(facts);
    if (detail !== null) throw new DatabaseUnavailableError({ kind: "unfit", host, detail });
    const description = `PostgreSQL ${facts.version} at ${host}, database ${database}`;
    return { pool, description, stop: async () => undefined };
  } catch (error) {
    await pool.end();
    if (error instanceof DatabaseUnavailableError) throw error;
    throw new DatabaseUnavailableError(explainFailure(error, address), { cause: error });
  }
}
