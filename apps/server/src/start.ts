import { fileURLToPath } from "node:url";
import { loadDemoProgramme } from "@parley/demo/load-programme";
import { buildApp } from "@parley/server/app";
import { createLogger } from "@parley/server/logs/logger";
import { createTokenLog } from "@parley/server/logs/token-log";
import type { MailService } from "@parley/server/notifications/mail-service";
import { withMailbox } from "./demo-mailbox.ts";
import { createMetrics } from "@parley/server/metrics/create-metrics";
import { serveMetrics } from "@parley/server/metrics/serve-metrics";
import { createWebhook } from "@parley/server/notifications/host-channel";
import { openRuntime, type Runtime } from "@parley/server/runtime";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { createAuthentication } from "./authentication.ts";
import { databaseTarget } from "./database-target.ts";
import type { Env } from "./env.ts";
import { pushContactOf } from "./env/mail.ts";
import { explainListen } from "./explain.ts";
import { signInAddresses } from "./sign-in/serve-sign-in.ts";
import { StartupProblem } from "./startup-problem.ts";
import { withWebApp } from "./web-app/web-app.ts";

/** A running server. */
export interface RunningServer {
  readonly url: string;
  readonly database: Pick<Runtime["database"], "description" | "warnings">;
  readonly isDemo: boolean;
  /** How mails are sent: not at all, by a mail server, or into the mailbox of the demo. */
  readonly mail: "off" | "smtp" | "mailbox";
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

const mailModeOf = (mail: MailService | undefined): RunningServer["mail"] =>
  mail === undefined ? "off" : mail.folder === undefined ? "smtp" : "mailbox";

interface Foundation {
  readonly env: Env;
  readonly logger: FastifyBaseLogger;
  /** Resources are closed in reverse order. */
  readonly open: AsyncDisposableStack;
}

/** Metrics for Prometheus, if an address for them is set. */
async function openMetrics({ env, logger, open }: Foundation) {
  if (env.metrics === undefined) return undefined;
  const metrics = createMetrics();
  const { host, port } = env.metrics;
  const { server, close } = await serveMetrics(metrics, { host, port }).catch((cause: unknown) => {
    const why = explainListen(cause, { host, port, prefix: "METRICS_" });
    throw why === undefined ? cause : new StartupProblem(why, { cause });
  });
  open.defer(close);
  logger.info({ address: server.address() }, "metrics for Prometheus are at /metrics");
  return metrics;
}

function notificationsOf(
  { notifications: { policy, webhook }, mail, publicUrl }: Env,
  address: () => string,
) {
  const at = () => publicUrl?.origin ?? address();
  return {
    policy,
    channels: { host: webhook && createWebhook(webhook) },
    links: {
      conversation: (id: string) => `${at()}/conversations/${id}`,
      get messages() {
        return `${at()}/`;
      },
      get settings() {
        return `${at()}/settings/notifications`;
      },
      get reports() {
        return `${at()}/reports`;
      },
    },
    mail: mail && { ...mail, publicUrl: () => new URL(at()) },
  };
}

async function serve(foundation: Foundation): Promise<Omit<RunningServer, "stop">> {
  const { env, logger, open } = foundation;
  const metrics = await openMetrics(foundation);
  // The port is known once the server listens; until then nothing is due.
  let url = `http://localhost:${env.port}`;
  const contact = pushContactOf(env);
  const runtime = await openRuntime({
    target: databaseTarget(env),
    schema: env.databaseSchema,
    bus: env.bus,
    policy: env.policy,
    lease: env.serverLease,
    files: env.files,
    notifications: notificationsOf(env, () => url),
    push: contact === undefined ? undefined : { contact },
    migrates: true,
    logger,
    metrics,
  });
  open.defer(() => runtime.close());
  const { platform, database, warnings, encodePicture, mail } = runtime;
  const onTokenRefused = createTokenLog(logger);
  const { authenticator, demo, signIn, close } = await createAuthentication(
    env,
    platform,
    onTokenRefused,
  );
  runtime.defer(close);
  const isDemo = demo !== undefined;
  if (isDemo) await loadDemoProgramme({ db: database.db, clock: platform.clock });
  const signInServed = signInAddresses(signIn);
  const app = await buildApp({
    platform,
    mail,
    encodePicture,
    authenticator,
    demo,
    onTokenRefused,
    allowedOrigins: env.allowedOrigins,
    metrics,
    limits: env.limits,
    trustedProxies: env.trustedProxies,
    ...withWebApp({
      webRoot,
      allowedOrigins: env.allowedOrigins,
      filesOrigin: env.files?.address,
      addresses: isDemo && mail !== undefined ? withMailbox(signInServed, mail) : signInServed,
    }),
    logger,
  });
  runtime.defer(() => app.close());
  await app.listen({ port: env.port, host: env.host });
  url = urlOf(app);
  return { url, database: { ...database, warnings }, isDemo, mail: mailModeOf(mail) };
}

/** Opens the database, migrates it, and serves. Leaves nothing open if it fails. */
export async function startServer(env: Env): Promise<RunningServer> {
  const logger = createLogger({ level: env.logLevel });
  await using open = new AsyncDisposableStack();
  const served = await serve({ env, logger, open });
  const running = open.move();
  return { ...served, stop: () => running.disposeAsync() };
}
