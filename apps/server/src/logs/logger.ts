import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from "fastify";
import { type DestinationStream, pino } from "pino";
import type { Env } from "../env.ts";
import { describeFault } from "./describe-fault.ts";

export interface LoggerOptions {
  readonly level: Env["logLevel"];
  /** Where the lines go; standard output if left out. */
  readonly destination?: DestinationStream | undefined;
}

/**
 * Lines of JSON. Nothing that people wrote, no token and no address gets into them: requests are logged by path
 * alone (a query string carries input), failures by `describeFault`; the redaction is the net below that.
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

/** Where a request went, of a fixed set of names: what stands in an address may be what somebody typed. */
function placeOf({ routeOptions, url }: FastifyRequest, procedures: ReadonlySet<string>): string {
  const route = routeOptions.url ?? "(nothing there)";
  if (route !== "/trpc/:path") return route;
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
