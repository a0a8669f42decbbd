import { fileURLToPath } from "node:url";
import { createPlatform, type Meter, type Platform, settlePolicy } from "@parley/api/platform";
import { openTransport } from "@parley/server/open-transport";
import { connect, type Connection } from "@parley/db/connect";
import { migrate } from "@parley/db/migrate";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { buildApp } from "@parley/server/app";
import { createEncodePicture } from "@parley/server/avatars/encode-picture";
import { createFetchPicture } from "@parley/server/avatars/fetch-picture";
import { startAvatarRefresh } from "@parley/server/avatars/refresh-avatars";
import { databaseTarget } from "./database-target.ts";
import { loadDemoProgramme } from "@parley/demo/load-programme";
import type { Env } from "./env.ts";
import { explainListen } from "./explain.ts";
import { startHousekeeping } from "@parley/server/housekeeping";
import { createAuthentication } from "./authentication.ts";
import { createLogger } from "@parley/server/logs/logger";
import { createTokenLog } from "@parley/server/logs/token-log";
import { serveMetrics } from "@parley/server/metrics/serve-metrics";
import { signInAddresses } from "./sign-in/serve-sign-in.ts";
import { StartupProblem } from "./startup-problem.ts";
import { findTracer } from "@parley/server/tracing/create-tracer";
import { upgradeInBackground } from "@parley/server/upgrade-in-background";
import { watchPool } from "@parley/server/metrics/watch-pool";

/** A running server. */
export interface RunningServer {
  readonly url: string;
  readonly database: Pick<Connection, "description" | "warnings">;
  readonly isDemo: boolean;
  /** Drains the server, then closes what it depends on. */
  stop(): Promise<void>;
}

const webRoot = fileURLToPath(new URL("../../web/dist", import.meta.url));

/** An address that opens on this machine. */
function urlOf(app: FastifyInstance): string {
  const bound = app.addresses().find((candidate) => typeof candidate !== "string");
  if (bound === undefined) throw new Error("the server does not listen");
  const { address, family, port } = bound;
  if (address === "0.0.0.0" || address === "::") return `http://localhost:${port}`;
  return family === "IPv6" ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}

interface Foundation {
  readonly env: Env;
  readonly database: Connection;
  readonly logger: FastifyBaseLogger;
  /** Resources are closed in reverse order. */
  readonly open: AsyncDisposableStack;
}

/** Metrics for Prometheus, if an address for them is set. */
async function openMetrics({ env, database, logger, open }: Foundation) {
  if (env.metrics === undefined) return undefined;
  const { createMetrics } = await import("@parley/server/metrics/create-metrics");
  const metrics = createMetrics();
  watchPool(database.db.$client, metrics.waitedForConnection);
  const { host, port } = env.metrics;
  const { server, close } = await serveMetrics(metrics, { host, port }).catch((cause: unknown) => {
    const why = explainListen(cause, { host, port, prefix: "METRICS_" });
    throw why === undefined ? cause : new StartupProblem(why, { cause });
  });
  open.defer(close);
  logger.info({ address: server.address() }, "metrics for Prometheus are at /metrics");
  return metrics;
}

async function openPlatform(
  { env, database, logger, open }: Foundation,
  meter: Meter | undefined,
): Promise<Platform> {
  await migrate(database.direct);
  const platform = createPlatform({
    db: database.db,
    policy: env.policy,
    transport: await openTransport(env.bus, database.db.schema),
    lease: env.serverLease,
    meter,
    tracer: await findTracer(),
    onFault: (err) => logger.warn({ err }, "notifications between servers are delayed"),
  });
  open.defer(() => platform.bus.close());
  open.defer(() => platform.presence.close());
  await settlePolicy(platform);
  return platform;
}

async function serve(foundation: Foundation): Promise<Omit<RunningServer, "stop">> {
  const { env, database, logger, open } = foundation;
  const metrics = await openMetrics(foundation);
  const platform = await openPlatform(foundation, metrics?.meter);
  const onTokenRefused = createTokenLog(logger);
  const { authenticator, demo, signIn, close } = await createAuthentication(
    env,
    platform,
    onTokenRefused,
  );
  open.defer(close);
  const isDemo = demo !== undefined;
  if (isDemo) await loadDemoProgramme({ db: database.db, clock: platform.clock });
  const encodePicture = createEncodePicture();
  const app = await buildApp({
    platform,
    encodePicture,
    authenticator,
    demo,
    onTokenRefused,
    allowedOrigins: env.allowedOrigins,
    metrics,
    limits: env.limits,
    trustedProxies: env.trustedProxies,
    webRoot,
    addresses: signInAddresses(signIn),
    logger,
  });
  open.defer(
    startHousekeeping(platform, { onFault: (err) => logger.warn({ err }, "housekeeping failed") }),
  );
  open.defer(upgradeInBackground(platform, logger));
  open.defer(
    startAvatarRefresh(platform, {
      fetchPicture: createFetchPicture(),
      encodePicture,
      onFault: (err) => logger.warn({ err }, "pictures could not be refreshed"),
    }),
  );
  open.defer(() => app.close());
  await app.listen({ port: env.port, host: env.host });
  return { url: urlOf(app), database, isDemo };
}

/** Opens the database, migrates it, and serves. Leaves nothing open if it fails. */
export async function startServer(env: Env): Promise<RunningServer> {
  const logger = createLogger({ level: env.logLevel });
  const database = await connect(databaseTarget(env), {
    schema: env.databaseSchema,
    onFault: (err) => logger.warn({ err }, "a database connection broke"),
  });
  await using open = new AsyncDisposableStack();
  open.defer(() => database.close());
  const served = await serve({ env, database, logger, open });
  const running = open.move();
  return { ...served, stop: () => running.disposeAsync() };
}
