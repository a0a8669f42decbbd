import type { FastifyInstance } from "fastify";
import { sendProblem } from "./http/errors.ts";
import { refusal } from "./http/problem.ts";
import { createInFlight } from "./in-flight.ts";
import type { OpenSockets } from "./sockets/open-sockets.ts";
import { withTimeout } from "@parley/concurrency/with-timeout";

export interface DrainOptions {
  readonly sockets: OpenSockets;
  /** For calls in progress, in milliseconds. */
  readonly patience: number;
}

/**
 * Makes `app.close()` a drain: new calls are `unavailable`, sockets are told to reconnect, calls in progress are
 * answered, and only then everything is closed. Meanwhile `/readyz` tells load balancers that it ends.
 */
export function drainOnClose(app: FastifyInstance, { sockets, patience }: DrainOptions): void {
  const requests = createInFlight();
  let hasBegun = false;

  app.addHook("onRequest", (request, reply, next) => {
    if (hasBegun && request.routeOptions.url !== "/healthz") {
      sendProblem(reply.header("connection", "close"), refusal("unavailable"));
      return;
    }
    if (!request.ws) reply.raw.once("close", requests.begin());
    next();
  });

  app.addHook("preClose", async () => {
    hasBegun = true;
    await Promise.all([sockets.drain(patience), withTimeout(patience, requests.idle())]);
    app.server.closeAllConnections();
  });
}
