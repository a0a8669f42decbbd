import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import fastify, { type FastifyBaseLogger, LogController } from "fastify";
import { answerErrors, answerFrameworkError, answerNotFound } from "./http/errors.ts";
import { requestIdOf } from "./http/request-id.ts";
import { createFaultLog } from "./logs/fault-log.ts";
import { createLogger } from "./logs/logger.ts";
import type { Parley } from "./open-parley.ts";
import { type ParleyOptions, readOptions } from "./options.ts";
import { OptionsError } from "./options-error.ts";
import { parley } from "./plugin.ts";
import type { TakeUpgrade } from "./sockets/upgrades.ts";

/** Options for a host with another server than Fastify. */
export interface CreateParleyOptions extends ParleyOptions<IncomingMessage> {
  /** A logger of pino or one like it. By default, lines of JSON from level info on standard output. */
  readonly logger?: FastifyBaseLogger | undefined;
  /** Proxies whose X-Forwarded-For and X-Forwarded-Host are trusted: `true`, or addresses and networks. */
  readonly trustProxy?: boolean | string | string[] | undefined;
}

/** Parley for any server of `node:http`. */
export interface HandledParley extends Parley {
  /** Answers a request below `prefix`. Others go to `next`, or are not found without one. */
  handle(request: IncomingMessage, response: ServerResponse, next?: () => void): void;
  /** A listener for `upgrade` of the server. Upgrades of other addresses are left to other listeners. */
  readonly upgrade: TakeUpgrade;
  /** Answers what is in progress, tells clients to reconnect, and closes everything. */
  close(): Promise<void>;
}

/** Express changes `url` where a handler is mounted, and keeps the whole one here. */
const urlOf = (request: IncomingMessage & { originalUrl?: unknown }): string =>
  typeof request.originalUrl === "string" ? request.originalUrl : (request.url ?? "");

/** A body that the host has parsed already, such as by `express.json()`. */
function parsedBody(request: IncomingMessage & { body?: unknown }): Readable | undefined {
  const { body } = request;
  if (!request.readableEnded || body === undefined) return undefined;
  const bytes = Buffer.isBuffer(body)
    ? body
    : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  const stream = Readable.from([bytes], { objectMode: false });
  // Fastify compares what it receives with the length that the header declares.
  return Object.assign(stream, {
    receivedEncodedLength: Number(request.headers["content-length"] ?? bytes.length),
  });
}

/**
 * Opens Parley for Express, Next.js or a bare `node:http`: `app.use(parley.handle)` and
 * `server.on("upgrade", parley.upgrade)`. Resolves once the database is migrated.
 */
export async function createParley({
  logger = createLogger({ level: "info" }),
  trustProxy = false,
  ...options
}: CreateParleyOptions): Promise<HandledParley> {
  const { prefix } = readOptions(options);
  if (prefix === "") throw new OptionsError("Parley: prefix must be a path such as /parley.");
  const { authenticate } = options;
  const isOurs = (request: IncomingMessage) => urlOf(request).startsWith(`${prefix}/`);
  /** The scope of the plugin is at the root of this server. */
  const toRoot = (request: IncomingMessage) =>
    isOurs(request) ? urlOf(request).slice(prefix.length) : urlOf(request);
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    genReqId: requestIdOf,
    frameworkErrors: answerFrameworkError,
    // The drain answers, in the form of every other refusal.
    return503OnClosing: false,
    // A migration may take long, and a drain has limits of its own.
    pluginTimeout: 0,
    rewriteUrl: toRoot,
  });
  answerErrors(app, createFaultLog(logger));
  app.setNotFoundHandler(answerNotFound);
  app.addHook("preParsing", async ({ raw }, _, payload) => parsedBody(raw) ?? payload);
  await app.register(parley, {
    ...options,
    prefix: "",
    authenticate: authenticate && (({ raw }) => authenticate(raw)),
  });
  await app.ready();
  return {
    ...app.parley,
    handle(request, response, next) {
      if (isOurs(request)) app.routing(request, response);
      else if (next !== undefined) next();
      else response.writeHead(404).end();
    },
    upgrade(request, socket, head) {
      if (!isOurs(request)) return;
      const routed = Object.assign(request, { url: toRoot(request) });
      app.server.emit("upgrade", routed, socket, head);
    },
    close: () => app.close(),
  };
}
