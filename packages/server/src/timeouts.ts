import { withTimeout } from "@parley/concurrency/with-timeout";
import { timing } from "@parley/contract/limits";
import type { FastifyInstance } from "fastify";

/** Timeouts and intervals of the server in milliseconds. */
export interface Timeouts {
  /** For a new socket to sign in. */
  readonly authDeadline: number;
  /** Interval of the check for sockets with too much buffered data. */
  readonly stallCheck: number;
  /** For such a socket to read anything. */
  readonly stallPatience: number;
  /** Idle time after which a socket is pinged. */
  readonly pingAfter: number;
  /** For the pong. */
  readonly pongWait: number;
  /** For the close handshake. */
  readonly closeTimeout: number;
  /** Before a socket that was closed for what its peer did is destroyed. */
  readonly cutTimeout: number;
  /** For the headers of a request, from its start. */
  readonly headersTimeout: number;
  /** For a whole request with its body. */
  readonly requestTimeout: number;
  /** For a connection without traffic in either direction. */
  readonly connectionTimeout: number;
  /** For the next request on a connection. Longer than the 60 seconds of common load balancers, which are to close first. */
  readonly keepAliveTimeout: number;
  /** Interval of the check for requests that take too long. */
  readonly requestCheck: number;
  /** For in-flight calls when the server drains. */
  readonly drainPatience: number;
}

export const defaultTimeouts: Timeouts = {
  authDeadline: timing.authDeadline,
  stallCheck: 1_000,
  stallPatience: 10_000,
  pingAfter: 30_000,
  pongWait: 5_000,
  closeTimeout: 5_000,
  cutTimeout: 250,
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  connectionTimeout: 60_000,
  keepAliveTimeout: 72_000,
  requestCheck: 5_000,
  drainPatience: 10_000,
};

/** The part of a server's `pluginTimeout` that is used: Fastify's own timers start earlier. */
const SHARE = 0.9;

/** Waits for a promise, for as long as a plugin or a hook may take. Returns whether it resolved in time. */
export async function withinPluginTimeout(
  app: FastifyInstance,
  work: Promise<unknown>,
): Promise<boolean> {
  const { pluginTimeout = 10_000 } = app.initialConfig;
  if (pluginTimeout > 0) return withTimeout(pluginTimeout * SHARE, work);
  await work;
  return true;
}
