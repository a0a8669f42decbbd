import { appRouter, demoAppRouter } from "@parley/api/app-router";
import type { DemoSignIn, Platform } from "@parley/api/platform";
import { OLDEST_CLIENT_VERSION } from "@parley/contract/version";
import type { AnyTRPCRouter } from "@trpc/server";
import type { FastifyInstance } from "fastify";
import { WebSocketServer } from "ws";
import type { Authenticator } from "./auth.ts";
import { createEncodePicture, type EncodePicture } from "./avatars/encode-picture.ts";
import { serveAvatars } from "./avatars/serve-avatars.ts";
import { serveFiles } from "./files/serve-files.ts";
import { createDrain, type Drain, drainOnClose } from "./drain.ts";
import { allowOrigins } from "./http/cors.ts";
import { answerErrors } from "./http/errors.ts";
import { limitRequests } from "./http/limit-requests.ts";
import { answerMethods } from "./http/methods.ts";
import { serveProcedures } from "./http/procedures.ts";
import { returnRequestId } from "./http/request-id.ts";
import { createFaultLog } from "./logs/fault-log.ts";
import { createOriginLog, type ReportOrigin } from "./logs/origin-log.ts";
import type { ReportTokenProblem } from "./logs/token-log.ts";
import type { MailService } from "./notifications/mail-service.ts";
import { serveMail } from "./notifications/serve-mail.ts";
import type { Metrics } from "./metrics/create-metrics.ts";
import type { Sources } from "./metrics/watch-sources.ts";
import { defaultLimits, type RateLimitConfig } from "./rate-limits/limits.ts";
import { createRateLimits, type RateLimits } from "./rate-limits/rate-limits.ts";
import { createOpenSockets, type OpenSockets } from "./sockets/open-sockets.ts";
import { serveSockets, webSocketOptions } from "./sockets/serve-sockets.ts";
import { createUpgrades, type Upgrades } from "./sockets/upgrades.ts";
import { defaultTimeouts, type Timeouts } from "./timeouts.ts";

/** What is served, and for whom. */
export interface MountDeps {
  readonly platform: Platform;
  readonly authenticator: Authenticator;
  /** Present in demo mode: serves sign-in as a demo user. */
  readonly demo?: DemoSignIn | undefined;
  /** Origins of other sites whose pages may call this server. The server's own is always allowed. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Called when a page of another origin is refused. Logs `ALLOWED_ORIGINS` if absent. */
  readonly onOriginRefused?: ReportOrigin | undefined;
  /** Called with the reason when a token is refused. */
  readonly onTokenRefused?: ReportTokenProblem | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
  /** Defaults if absent. */
  readonly limits?: RateLimitConfig | undefined;
  /** The metrics of this server; `platform` has to have its meter. */
  readonly metrics?: Pick<Metrics, "refused" | "watch"> | undefined;
  /** The oldest supported contract version of clients. `OLDEST_CLIENT_VERSION` if absent. */
  readonly oldestClient?: number | undefined;
  /** Encodes uploaded pictures. In child processes if absent. */
  readonly encodePicture?: EncodePicture | undefined;
  /** E-mail, if notifications are sent by it. The caller closes it. */
  readonly mail?: MailService | undefined;
  /** Another router than the product's, with the same context. */
  readonly router?: AnyTRPCRouter | undefined;
  /** Completes the handshakes of sockets. Created if absent. */
  readonly webSockets?: WebSocketServer | undefined;
}

export interface MountOptions {
  /** The path below which everything is served, such as `/parley`. */
  readonly prefix: string;
  /** Called after the drain at `app.close()`. */
  readonly onDrained?: (() => void) | undefined;
}

/** What the rest of the host needs to know. */
export interface Mounted extends Upgrades {
  readonly router: AnyTRPCRouter;
  readonly rateLimits: RateLimits;
  readonly drain: Drain;
}

/** The router that is served: the product's, with sign-in as a demo user in demo mode. */
export const routerOf = ({ router, demo }: Pick<MountDeps, "router" | "demo">): AnyTRPCRouter =>
  router ?? (demo === undefined ? appRouter : demoAppRouter);

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

/**
 * Serves procedures, sockets, pictures and files below a prefix of a server, in a scope of its own: the server's hooks apply to
 * them, and nothing of them to the server. `app.close()` drains them; the platform stays open.
 */
export async function mount(
  app: FastifyInstance,
  deps: MountDeps,
  { prefix, onDrained }: MountOptions,
): Promise<Mounted> {
  const { platform, authenticator, demo, allowedOrigins = [], onTokenRefused } = deps;
  const { oldestClient = OLDEST_CLIENT_VERSION, encodePicture = createEncodePicture() } = deps;
  const { onOriginRefused = createOriginLog(app.log, "ALLOWED_ORIGINS") } = deps;
  const router = routerOf(deps);
  const withCookies = authenticator.recheckEvery !== undefined;
  const timeouts = { ...defaultTimeouts, ...deps.timeouts };
  const report = createFaultLog(app.log);
  const rateLimits = createRateLimits(deps.limits ?? defaultLimits, deps.metrics?.refused);
  const parts = { platform, demo, report, rateLimits, onTokenRefused, oldestClient };
  const sockets = createOpenSockets();
  deps.metrics?.watch(sourcesOf(platform, sockets));
  const webSockets = deps.webSockets ?? new WebSocketServer(webSocketOptions(timeouts));
  const upgrades = createUpgrades(app, webSockets);
  const { isUpgrade } = upgrades;
  const drain = createDrain({ sockets, isUpgrade, patience: timeouts.drainPatience });
  await app.register(
    async (scope) => {
      returnRequestId(scope);
      answerErrors(scope, report);
      limitRequests(scope, { rateLimits, isUpgrade });
      allowOrigins(scope, { origins: allowedOrigins, withCookies, onOriginRefused });
      answerMethods(scope, { hasPages: false, prefix: scope.prefix });
      drainOnClose(scope, drain, onDrained);
      const shared = { parts, authenticator, allowedOrigins, onOriginRefused };
      serveSockets(scope, { ...shared, router, upgrades, sockets, timeouts });
      await serveProcedures(scope, { ...shared, router });
      await serveAvatars(scope, { ...shared, encodePicture });
      await serveFiles(scope, shared);
      if (deps.mail === undefined) return;
      await serveMail(scope, deps.mail);
      await deps.mail.listen(rateLimits);
    },
    { prefix },
  );
  return { ...upgrades, router, rateLimits, drain };
}
