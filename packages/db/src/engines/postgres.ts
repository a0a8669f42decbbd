import pg from "pg";
import { DatabaseUnavailableError } from "../database-unavailable.ts";
import type { OpenPostgres } from "./engine.ts";
import { createPool, type OnFault } from "./pool.ts";
import { parseDatabaseUrl } from "./postgres/database-url.ts";
import { missingSettings } from "../session-settings.ts";
import { explainFailure } from "./postgres/explain-failure.ts";
import { askServer, unfitness } from "./postgres/fitness.ts";

const UNSYNCED =
  "The database server runs with fsync = off: a power failure may lose acknowledged messages, and the database with them.";

/** For a session that only answers a question, in milliseconds. */
const PLAIN_PATIENCE = 5_000;

/** What a session cannot set itself. A server that ignores the other settings is refused before. */
const unmet = (missing: string) =>
  missing === ""
    ? null
    : `a setting of it would break Parley. Run this as its administrator: ${missing}`;

/** Connects to a PostgreSQL server, and verifies that Parley can work with it. */
export async function openPostgres(
  databaseUrl: string,
  onFault: OnFault,
  connections?: number,
): Promise<OpenPostgres> {
  const address = parseDatabaseUrl(databaseUrl);
  const { host, database } = address;
  const pool = createPool(databaseUrl, onFault, { connections });
  try {
    const facts = await askServer(pool);
    const detail = unfitness(facts) ?? unmet(await missingSettings(pool));
    if (detail !== null) throw new DatabaseUnavailableError({ kind: "unfit", host, detail });
    const description = `PostgreSQL ${facts.version} at ${host}, database ${database}`;
    return {
      pool,
      description,
      warnings: facts.syncs ? [] : [UNSYNCED],
      createPlainClient: () =>
        new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: PLAIN_PATIENCE }),
      stop: async () => undefined,
    };
  } catch (error) {
    await pool.end();
    if (error instanceof DatabaseUnavailableError) throw error;
    throw new DatabaseUnavailableError(explainFailure(error, address), { cause: error });
  }
}
