import type pg from "pg";
import { IS_POOLER } from "./explain-failure.ts";

const OLDEST_VERSION = 150_000;

/** What a server reports about itself. */
export interface ServerFacts {
  /** As `server_version_num`: 150004 is 15.4. */
  readonly number: number;
  readonly version: string;
  readonly encoding: string;
  readonly readonly: boolean;
  /** Whether a commit waits for the disk. */
  readonly syncs: boolean;
  /** Whether the session has the requested settings. */
  readonly takesSettings: boolean;
}

/** Asks a server what it is. */
export async function askServer(pool: pg.Pool): Promise<ServerFacts> {
  const { rows } = await pool.query<ServerFacts>(
    `select current_setting('server_version_num')::int as number,
      current_setting('server_version') as version,
      current_setting('server_encoding') as encoding,
      current_setting('transaction_read_only') = 'on' as readonly,
      current_setting('fsync') = 'on' as syncs,
      current_setting('enable_seqscan') = 'off' as "takesSettings"`,
  );
  const [facts] = rows;
  if (facts === undefined) throw new Error("the server reports nothing about itself");
  return facts;
}

/** Why Parley cannot work with such a server, or null if it can. */
export function unfitness(facts: ServerFacts): string | null {
  const { number, version, encoding, readonly, takesSettings } = facts;
  if (number < OLDEST_VERSION) return `it is PostgreSQL ${version}, and Parley needs 15 or newer`;
  if (encoding !== "UTF8") return `its encoding is ${encoding}, and Parley needs UTF8`;
  if (readonly) return "it does not accept writes";
  // A pooler that is configured to ignore them would return sessions without the settings.
  if (!takesSettings) return IS_POOLER;
  return null;
}
