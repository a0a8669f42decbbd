import { limits } from "@parley/contract/limits";
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import {
  answerClientError,
  answerConnect,
  answerErrors,
  answerFrameworkError,
  answerNotFound,
} from "./http/errors.ts";
import { negotiateCoding } from "./http/encodings.ts";
import { serveHealth } from "./http/health.ts";
import { limitConnections, readRequestsInPieces } from "./http/limit-connections.ts";
import { limitRequests } from "./http/limit-requests.ts";
import { answerMethods, type Methods, nothingAt, pathOf } from "./http/methods.ts";
import { requestIdOf, returnRequestId } from "./http/request-id.ts";
import { createFaultLog } from "./logs/fault-log.ts";
import { logRequests } from "./logs/logger.ts";
import { mount, type MountDeps, routerOf } from "./mount.ts";
import { interceptUpgrades } from "./sockets/upgrades.ts";
import { defaultTimeouts, type Timeouts } from "./timeouts.ts";

/** Dependencies of the server that its caller provides. */
export interface AppDeps extends MountDeps {
  /** No log if absent. */
  readonly logger?: FastifyBaseLogger | undefined;
  /** Addresses and networks of proxies whose X-Forwarded-For is trusted. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Called before anything is served: hooks that it adds to the server run for everything. */
  readonly prepare?: ((app: FastifyInstance) => Promise<void>) | undefined;
  /** Addresses that the caller serves next to those of Parley. */
  readonly addresses?: OwnAddresses | undefined;
}

/** Addresses of the caller of `buildApp`. */
export interface OwnAddresses {
  /** The methods of a path, if there is something that is no page. */
  readonly methodsAt?: ((path: string) => Methods | undefined) | undefined;
  /** Whether every other address is a page, also those without a route. */
  readonly hasPages?: boolean | undefined;
  serve(app: FastifyInstance): Promise<void>;
}

function createServer(
  { logger, trustedProxies = [] }: AppDeps,
  timeouts: Timeouts,
): FastifyInstance {
  return fastify({
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    ...(logger === undefined ? { logger: false } : { loggerInstance: logger }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.frameBytesMax,
    requestTimeout: timeouts.requestTimeout,
    connectionTimeout: timeouts.connectionTimeout,
    keepAliveTimeout: timeouts.keepAliveTimeout,
    http: {
      headersTimeout: Math.min(timeouts.headersTimeout, timeouts.requestTimeout),
      connectionsCheckingInterval: timeouts.requestCheck,
      // Clients that prefer HTTP/2, such as Java's, offer an upgrade with each request; a server may ignore it.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === "websocket",
    },
    // A drain has limits of its own.
    pluginTimeout: 0,
    genReqId: requestIdOf,
    // A target in absolute form (RFC 9112, 3.2.2).
    rewriteUrl: ({ url = "/" }) =>
      url.startsWith("/") ? url : url.replace(/^https?:\/\/[^/?#]*\/?/i, "/"),
    // The drain answers, in the form of every other refusal.
    return503OnClosing: false,
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
  });
}

/** Creates the server, which does not listen yet. `close()` drains it; the platform and its database stay open. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { trustedProxies = [], addresses } = deps;
  const { methodsAt, hasPages = false } = addresses ?? {};
  const timeouts = { ...defaultTimeouts, ...deps.timeouts };
  const app = createServer(deps, timeouts);

  answerConnect(app.server);
  returnRequestId(app);
  // tRPC keeps all procedures of a router there, each under its full name.
  logRequests(app, new Set(Object.keys(routerOf(deps)._def.procedures as object)));
  answerErrors(app, createFaultLog(app.log));
  await deps.prepare?.(app);
  const { take, isUpgrade, rateLimits, drain } = await mount(app, deps, {
    prefix: "",
    onDrained: () => app.server.closeAllConnections(),
  });
  limitConnections(app.server, { rateLimits, trustedProxies });
  readRequestsInPieces(app.server);
  interceptUpgrades(app.server, { isOurs: () => true, take });

  // Everything that is not mounted, in a scope of its own: a hook of the server itself would run for the mount, too.
  await app.register(async (rest) => {
    limitRequests(rest, { rateLimits, isUpgrade });
    rest.addHook("onRequest", async (request) => {
      if (isUpgrade(request)) throw nothingAt(pathOf(request));
    });
    answerMethods(rest, { hasPages, methodsAt });
    negotiateCoding(rest);
    rest.addHook("onRequest", drain.onRequest);
    serveHealth(rest, deps.platform.db);
    await addresses?.serve(rest);
    if (!hasPages) rest.setNotFoundHandler(answerNotFound);
  });
  return app;
}
