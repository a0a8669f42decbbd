import { DatabaseUnavailableError } from "../database-unavailable.ts";
import type { OpenPooled } from "./engine.ts";
import { createPoolToPooler, type OnFault } from "./pool.ts";
import { openPostgres } from "./postgres.ts";
import { parseDatabaseUrl } from "./postgres/database-url.ts";
import { explainFailure } from "./postgres/explain-failure.ts";
import { keepsStatements } from "./pooled/keeps-statements.ts";
import { missingSettings } from "../session-settings.ts";
import { identify } from "./pooled/sessions.ts";

interface PoolerTarget {
  readonly url: string;
  readonly directUrl: string;
  readonly connections?: number | undefined;
}

/**
 * Connects to a server through a pooler that assigns each transaction to any free session, such as PgBouncer in
 * transaction mode, and verifies that its sessions have the settings that Parley needs.
 */
export async function openPooled(
  { url, directUrl, connections }: PoolerTarget,
  onFault: OnFault,
): Promise<OpenPooled> {
  const address = parseDatabaseUrl(url);
  const server = await openPostgres(directUrl, onFault, connections);
  const pool = createPoolToPooler(url, onFault, { connections });
  const refuse = (detail: string) =>
    new DatabaseUnavailableError({ kind: "unfit", host: address.host, detail });
  try {
    if ((await identify(pool)) !== (await identify(server.pool)))
      throw refuse("DATABASE_DIRECT_URL is another database than this one");
    const missing = await missingSettings(pool);
    // A role's settings apply to every session, whichever pooler opens it.
    if (missing !== "")
      throw refuse(
        `its sessions lack settings. Run this on the server, then restart the pooler: ${missing}`,
      );
    return {
      pool,
      direct: server.pool,
      keepsStatements: await keepsStatements(url),
      warnings: server.warnings,
      createPlainClient: server.createPlainClient,
      description: `${server.description}, by way of ${address.host}`,
      stop: async () => undefined,
    };
  } catch (error) {
    await Promise.all([pool.end(), server.pool.end()]);
    if (error instanceof DatabaseUnavailableError) throw error;
    throw new DatabaseUnavailableError(explainFailure(error, address), { cause: error });
  }
}
