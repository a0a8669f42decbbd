import { appRouter, demoAppRouter } from "@parley/api/app-router";
import type { DemoSignIn, Platform } from "@parley/api/platform";
import { limits } from "@parley/contract/limits";
import { OLDEST_CLIENT_VERSION } from "@parley/contract/version";
import type { AnyTRPCRouter } from "@trpc/server";
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { createRateLimits } from "./rate-limits/rate-limits.ts";
import { type RateLimitConfig, defaultLimits } from "./rate-limits/limits.ts";
import type { Authenticator } from "./auth.ts";
import { createEncodePicture, type EncodePicture } from "./avatars/encode-picture.ts";
import { serveAvatars } from "./avatars/serve-avatars.ts";
import { drainOnClose } from "./drain.ts";
import { limitRequests } from "./http/limit-requests.ts";
import {
  answerClientError,
  answerConnect,
  answerErrors,
  answerFrameworkError,
} from "./http/errors.ts";
import { serveHealth } from "./http/health.ts";
import { negotiateCoding } from "./http/encodings.ts";
import { limitConnections } from "./http/limit-connections.ts";
import { answerMethods } from "./http/methods.ts";
import { serveProcedures } from "./http/procedures.ts";
import { requestIdOf, returnRequestId } from "./http/request-id.ts";
import { addSecurityHeaders } from "./http/security-headers.ts";
import { builtWebApp, serveWebApp } from "./http/web-app.ts";
import { createFaultLog } from "./logs/fault-log.ts";
import { logRequests } from "./logs/logger.ts";
import type { ReportTokenProblem } from "./logs/token-log.ts";
import type { Metrics } from "./metrics/create-metrics.ts";
import type { Sources } from "./metrics/watch-sources.ts";
import { defaultTimeouts, type Timeouts } from "./timeouts.ts";
import { createOpenSockets, type OpenSockets } from "./sockets/open-sockets.ts";
import { serveSockets } from "./sockets/serve-sockets.ts";

/** Dependencies of the server that its caller provides. */
export interface AppDeps {
  readonly platform: Platform;
  readonly authenticator: Authenticator;
  /** Present in demo mode: serves sign-in as a demo user. */
  readonly demo?: DemoSignIn | undefined;
  /** Origins of other sites whose pages may call this server. The server's own is always allowed. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** The folder of the built web app. */
  readonly webRoot?: string | undefined;
  /** No log if absent. */
  readonly logger?: FastifyBaseLogger | undefined;
  /** Called with the reason when a token is refused. */
  readonly onTokenRefused?: ReportTokenProblem | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
  /** Defaults if absent. */
  readonly limits?: RateLimitConfig | undefined;
  /** The metrics of this server; `platform` has to have its meter. */
  readonly metrics?: Pick<Metrics, "refused" | "watch"> | undefined;
  /** Addresses and networks of proxies whose X-Forwarded-For is trusted. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** The oldest supported contract version of clients. `OLDEST_CLIENT_VERSION` if absent. */
  readonly oldestClient?: number | undefined;
  /** Encodes uploaded pictures. In child processes if absent. */
  readonly encodePicture?: EncodePicture | undefined;
  /** Addresses that the caller serves next to those of Parley. */
  readonly addresses?: OwnAddresses | undefined;
  /** Another router than the product's, with the same context. */
  readonly router?: AnyTRPCRouter | undefined;
}

/** Addresses of the caller of `buildApp`. */
export interface OwnAddresses {
  /** Paths that take POST. All others take GET. */
  readonly posts: readonly string[];
  serve(app: FastifyInstance): Promise<void>;
}

/** A batch of 20 calls, each with the longest name of a procedure. */
const BATCH_PATH_MAX = 1_000;

/** Longer than a drain waits: for what is closed after it. */
const CLOSE_RESERVE = 5_000;

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
    // Also the time that Fastify allows for a close, which is a drain here.
    pluginTimeout: timeouts.drainPatience + timeouts.closeTimeout + CLOSE_RESERVE,
    routerOptions: { maxParamLength: BATCH_PATH_MAX },
    genReqId: requestIdOf,
    // The drain answers, in the form of every other refusal.
    return503OnClosing: false,
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
  });
}

function sourcesOf({ db, reads }: Platform, sockets: OpenSockets): Sources {
  const { $client: pool } = db;
  return {
    sockets: () => sockets.size,
    readsWaiting: () => reads.waiting,
    pool: () => ({
      total: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
  };
}

/** Creates the server, which does not listen yet. `close()` drains it; the platform and its database stay open. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const { platform, authenticator, demo, allowedOrigins = [] } = deps;
  const webRoot = builtWebApp(deps.webRoot);
  const router = deps.router ?? (demo === undefined ? appRouter : demoAppRouter);
  const timeouts = { ...defaultTimeouts, ...deps.timeouts };
  const app = createServer(deps, timeouts);
  const report = createFaultLog(app.log);
  const rateLimits = createRateLimits(deps.limits ?? defaultLimits, deps.metrics?.refused);
  const { oldestClient = OLDEST_CLIENT_VERSION, onTokenRefused } = deps;
  const parts = { platform, demo, report, rateLimits, onTokenRefused, oldestClient };
  const sockets = createOpenSockets();
  deps.metrics?.watch(sourcesOf(platform, sockets));

  limitConnections(app.server, { rateLimits, trustedProxies: deps.trustedProxies ?? [] });
  answerConnect(app.server);
  returnRequestId(app);
  // tRPC keeps all procedures of a router there, each under its full name.
  logRequests(app, new Set(Object.keys(router._def.procedures as object)));
  answerErrors(app, report);
  await addSecurityHeaders(app, allowedOrigins);
  await serveSockets(app, { router, parts, authenticator, allowedOrigins, sockets, timeouts });
  // After the sockets' own hook, without which the refusal of an upgrade would not be sent.
  limitRequests(app, { rateLimits, trustsProxies: (deps.trustedProxies ?? []).length > 0 });
  answerMethods(app, { hasWebApp: webRoot !== undefined, posts: deps.addresses?.posts ?? [] });
  negotiateCoding(app);
  drainOnClose(app, { sockets, patience: timeouts.drainPatience });
  await serveProcedures(app, { router, parts, authenticator, allowedOrigins });
  const encodePicture = deps.encodePicture ?? createEncodePicture();
  await serveAvatars(app, { parts, authenticator, allowedOrigins, encodePicture });
  serveHealth(app, platform.db);
  await deps.addresses?.serve(app);
  await serveWebApp(app, webRoot);
  return app;
}
