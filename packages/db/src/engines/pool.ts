import { withTimeout } from "@parley/concurrency/with-timeout";
import pg from "pg";
import { completeSession, sessionConfig, type SettingChanges } from "../session-settings.ts";

/** Reports an idle connection that broke. The pool replaces it automatically. */
export type OnFault = (fault: Error) => void;

const CONNECT_PATIENCE = 10_000;

/** Ten connections with named statements send more messages than the other parts can serve. */
const POOL_SIZE = 10;

/** How a pool differs from the usual one. */
interface PoolOptions {
  /** The most connections that are open at once. */
  readonly connections?: number | undefined;
  readonly changes?: SettingChanges | undefined;
}

function openPool(config: pg.PoolConfig, onFault: OnFault): pg.Pool {
  const pool = new pg.Pool({
    application_name: "parley",
    connectionTimeoutMillis: CONNECT_PATIENCE,
    keepAlive: true,
    ...config,
  });
  // Without a listener, a connection that the server ends while idle would end the process. Broken connections are
  // ignored while the pool ends.
  pool.on("error", (fault) => {
    if (!pool.ending) onFault(fault);
  });
  // The pool listens to idle connections only. One that breaks in a transaction fails its next statement.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** The pool awaits the result before it hands the connection out, which its types do not declare. */
const onConnect: (client: pg.ClientBase) => unknown = completeSession;

/**
 * Creates a pool over the network, in which each connection is a server session with the settings of
 * `session-settings.ts`.
 */
export const createPool = (
  connectionString: string,
  onFault: OnFault,
  { connections = POOL_SIZE, changes }: PoolOptions = {},
): pg.Pool =>
  openPool({ ...sessionConfig(connectionString, changes), max: connections, onConnect }, onFault);

/** The same through a pooler, which accepts no settings with a connection: its sessions must have them. */
export const createPoolToPooler = (
  connectionString: string,
  onFault: OnFault,
  { connections = POOL_SIZE }: Pick<PoolOptions, "connections"> = {},
): pg.Pool => openPool({ connectionString, max: connections }, onFault);

/** Ends a pool, but does not wait forever for a client that was not released. */
export async function endPool(pool: pg.Pool): Promise<void> {
  if (pool.ended || pool.ending) return;
  await withTimeout(5_000, pool.end());
}
