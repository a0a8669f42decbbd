import type pg from "pg";

const OLDEST_VERSION = 150_000;

/** What a server says about itself. */
export interface ServerFacts {
  /** As `server_version_num`: 150004 is 15.4. */
  readonly number: number;
  readonly version: string;
  readonly encoding: string;
  readonly readonly: boolean;
}

/** Asks a server what it is. */
export async function askServer(pool: pg.Pool): Promise<ServerFacts> {
  const { rows } = await pool.query<ServerFacts>(
    `select current_setting('server_version_num')::int as number,
      current_setting('server_version') as version,
      current_setting('server_encoding') as encoding,
      current_setting('transaction_read_only') = 'on' as readonly`,
  );
  const [facts] = rows;
  if (facts === undefined) throw new Error("the server says nothing about itself");
  return facts;
}

/** Why Parley cannot work with such a server, or null if it can. */
export function unfitness({ number, version, encoding, readonly }: ServerFacts): string | null {
  if (number < OLDEST_VERSION) return `it is PostgreSQL ${version}, and Parley needs 15 or newer`;
  if (encoding !== "UTF8") return `its encoding is ${encoding}, and Parley needs UTF8`;
  if (readonly) return "it takes no writes";
  return null;
}
