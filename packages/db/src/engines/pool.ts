import pg from "pg";

/** How a pool reports an idle connection that broke. The pool replaces it by itself. */
export type OnFault = (fault: Error) => void;

const CONNECT_PATIENCE = 10_000;

/** Ten connections and named statements carry more sends than the rest of the house asks for. */
const POOL_SIZE = 10;

/**
 * A named statement keeps the plan of its first runs. One that was made while a table was nearly empty reads
 * all of it, and would go on to do so when it has grown; everything that Parley asks often has an index.
 */
const SETTINGS = "-c enable_seqscan=off";

/** The one way to a pool over the network. */
export function createPool(connectionString: string, onFault: OnFault): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: POOL_SIZE,
    application_name: "parley",
    options: SETTINGS,
    connectionTimeoutMillis: CONNECT_PATIENCE,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
  });
  // Without a listener, a connection that the server ends while idle would end the process.
  // A connection that breaks while the pool ends is no news.
  pool.on("error", (fault) => {
    if (!pool.ending) onFault(fault);
  });
  return pool;
}

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
