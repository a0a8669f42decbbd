import pg from "pg";

/** How a pool reports an idle connection that broke. The pool replaces it by itself. */
export type OnFault = (fault: Error) => void;

const CONNECT_PATIENCE = 10_000;

/** Ten connections and named statements carry more sends than the rest of the house asks for. */
const POOL_SIZE = 10;

/**
 * What every session is set to. A named statement keeps the plan of its first runs. One that was made while a table
 * was nearly empty reads all of it, and would go on to do so until the table is analyzed; everything that Parley asks
 * often has an index (figures: docs/performance.md, "Domain figures"). The others end what hangs, in milliseconds.
 */
export const sessionSettings = {
  enable_seqscan: "off",
  statement_timeout: "30000",
  idle_in_transaction_session_timeout: "60000",
} as const;

function openPool(config: pg.PoolConfig, onFault: OnFault): pg.Pool {
  const pool = new pg.Pool({
    max: POOL_SIZE,
    application_name: "parley",
    connectionTimeoutMillis: CONNECT_PATIENCE,
    keepAlive: true,
    ...config,
  });
  // Without a listener, a connection that the server ends while idle would end the process.
  // A connection that breaks while the pool ends is no news.
  pool.on("error", (fault) => {
    if (!pool.ending) onFault(fault);
  });
  return pool;
}

/** What an address asks for itself would take the place of what is asked for beside it. */
function withSettings(connectionString: string): pg.PoolConfig {
  const settings = Object.entries(sessionSettings).map(([name, value]) => `-c ${name}=${value}`);
  const own = URL.canParse(connectionString)
    ? new URL(connectionString).searchParams.get("options")
    : null;
  if (own === null) return { connectionString, options: settings.join(" ") };
  const url = new URL(connectionString);
  url.searchParams.set("options", [own, ...settings].join(" "));
  return { connectionString: url.href };
}

/** The one way to a pool over the network, where each connection is a session of the server's. */
export const createPool = (connectionString: string, onFault: OnFault): pg.Pool =>
  openPool(withSettings(connectionString), onFault);

/** The same by way of a pooler, which takes no settings with a connection: its sessions have to bring them. */
export const createPoolToPooler = (connectionString: string, onFault: OnFault): pg.Pool =>
  openPool({ connectionString }, onFault);

/** Ends a pool, but does not wait for ever for a client that somebody keeps. */
export async function endPool(pool: pg.Pool): Promise<void> {
  if (pool.ended || pool.ending) return;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, 5_000);
  });
  await Promise.race([pool.end(), patience]);
  clearTimeout(timer);
}
