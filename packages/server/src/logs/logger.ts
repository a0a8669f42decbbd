import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from "fastify";
import { type DestinationStream, pino } from "pino";
import { describeFault } from "./describe-fault.ts";

/** The least severe level that is logged. */
export type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Output of the lines; standard output if absent. */
  readonly destination?: DestinationStream | undefined;
}

/**
 * Lines of JSON. They contain no texts of users, no token and no address: requests are logged by path only (a query
 * string carries input), failures by `describeFault`; the redaction is a safety net.
 */
export function createLogger({ level, destination }: LoggerOptions): FastifyBaseLogger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeFault, req: () => undefined, res: () => undefined },
    redact: {
      paths: [
        "authorization",
        "token",
        "email",
        "body",
        "*.authorization",
        "*.token",
        "*.email",
        "*.body",
      ],
      remove: true,
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** The target of a request, from a fixed set of names: an address may contain what a user typed. */
function placeOf({ routeOptions, url }: FastifyRequest, procedures: ReadonlySet<string>): string {
  const route = routeOptions.url ?? "(nothing there)";
  if (route !== "/trpc/*") return route;
  const [path = ""] = url.slice("/trpc/".length).split("?");
  const names = path.split(",").map((name) => (procedures.has(name) ? name : "(unknown)"));
  return `/trpc/${names.join(",")}`;
}

/** One line for each answered request, at level info. */
export function logRequests(app: FastifyInstance, procedures: ReadonlySet<string>): void {
  app.addHook("onResponse", async (request, reply) => {
    const path = placeOf(request, procedures);
    const milliseconds = Math.round(reply.elapsedTime);
    request.log.info(
      { method: request.method, path, status: reply.statusCode, milliseconds },
      "answered",
    );
  });
}
