import type { FastifyInstance, onRequestHookHandler } from "fastify";
import { sendProblem } from "./http/errors.ts";
import { refusal } from "./http/problem.ts";
import { createInFlight } from "./in-flight.ts";
import type { OpenSockets } from "./sockets/open-sockets.ts";
import type { Upgrades } from "./sockets/upgrades.ts";
import { withTimeout } from "@parley/concurrency/with-timeout";
import { withinPluginTimeout } from "./timeouts.ts";

export interface DrainOptions {
  readonly sockets: OpenSockets;
  readonly isUpgrade: Upgrades["isUpgrade"];
  /** For calls in progress, in milliseconds. */
  readonly patience: number;
}

/** The end of a server: counts what is in progress, and refuses what is new. */
export interface Drain {
  /** A hook for everything that is drained. */
  readonly onRequest: onRequestHookHandler;
  /** Resolves once everything that was in progress has been answered, or after the patience. Idempotent. */
  begin(): Promise<void>;
}

/**
 * New calls are `unavailable`, sockets are told to reconnect, and calls in progress are answered. Meanwhile `/readyz`
 * tells load balancers that it ends.
 */
export function createDrain({ sockets, isUpgrade, patience }: DrainOptions): Drain {
  const requests = createInFlight();
  let drained: Promise<void> | undefined;
  const drain = async () => {
    await Promise.all([sockets.drain(patience), withTimeout(patience, requests.idle())]);
  };
  return {
    onRequest(request, reply, next) {
      if (drained !== undefined && request.routeOptions.url !== "/healthz") {
        sendProblem(reply.header("connection", "close"), refusal("unavailable"));
        return;
      }
      if (!isUpgrade(request)) reply.raw.once("close", requests.begin());
      next();
    },
    begin: () => (drained ??= drain()),
  };
}

/**
 * Makes `app.close()` a drain, after which `onDrained` is called and everything is closed. The server listens meanwhile,
 * for as long as its `pluginTimeout` lets a hook take; it waits for what is still open in any case.
 */
export function drainOnClose(app: FastifyInstance, drain: Drain, onDrained?: () => void): void {
  app.addHook("onRequest", drain.onRequest);
  app.addHook("preClose", async () => {
    await withinPluginTimeout(app, drain.begin());
    onDrained?.();
  });
  app.addHook("onClose", () => drain.begin());
}
