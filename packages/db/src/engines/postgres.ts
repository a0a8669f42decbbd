import { DatabaseUnavailableError } from "../database-unavailable.ts";
import type { OpenEngine } from "./engine.ts";
import { parseDatabaseUrl } from "./postgres/database-url.ts";
import { explainFailure } from "./postgres/explain-failure.ts";
import { createPool, type OnFault } from "./pool.ts";

const OLDEST_VERSION = 150_000;

interface Facts {
  readonly number: number;
  readonly version: string;
  readonly encoding: string;
  readonly readonly: boolean;
}

const FACTS = `select current_setting('server_version_num')::int as number,
  current_setting('server_version') as version, current_setting('server_encoding') as encoding,
  pg_is_in_recovery() as readonly`;

function unfitness({ number, version, encoding, readonly }: Facts): string | null {
  if (number < OLDEST_VERSION) return `it is PostgreSQL ${version}, and Parley needs 15 or newer`;
  if (encoding !== "UTF8") return `its encoding is ${encoding}, and Parley needs UTF8`;
  if (readonly) return "it is a replica that takes no writes";
  return null;
}

/** Connects to a PostgreSQL server, and makes sure that it is one that Parley can work with. */
export async function openPostgres(databaseUrl: string, onFault: OnFault): Promise<OpenEngine> {
  const { host, user, database } = parseDatabaseUrl(databaseUrl);
  const pool = createPool(databaseUrl, onFault);
  try {
    const { rows } = await pool.query<Facts>(FACTS);
    const [facts] = rows;
    if (facts === undefined) throw new Error("the server says nothing about itself");
    const detail = unfitness(facts);
    if (detail !== null) throw new DatabaseUnavailableError({ kind: "unfit", host, detail });
    const description = `PostgreSQL ${facts.version} at ${host}, database ${database}`;
    return { pool, description, stop: async () => undefined };
  } catch (error) {
    await pool.end();
    if (error instanceof DatabaseUnavailableError) throw error;
    throw new DatabaseUnavailableError(explainFailure(error, { host, user, database }), { cause: error });
  }
}
