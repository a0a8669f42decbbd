import pg from "pg";
import { completeSession, sessionConfig, type SettingChanges } from "../session-settings.ts";

/** How a pool reports an idle connection that broke. The pool replaces it by itself. */
export type OnFault = (fault: Error) => void;

const CONNECT_PATIENCE = 10_000;

/** Ten connections and named statements carry more sends than the rest of the house asks for. */
const POOL_SIZE = 10;

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

/** The pool waits for what it returns before it hands the connection out, which its types do not say. */
const onConnect: (client: pg.ClientBase) => unknown = completeSession;

/**
 * The one way to a pool over the network, where each connection is a session of the server's with the settings of
 * `session-settings.ts`.
 */
export const createPool = (
  connectionString: string,
  onFault: OnFault,
  changes?: SettingChanges,
): pg.Pool => openPool({ ...sessionConfig(connectionString, changes), onConnect }, onFault);

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
