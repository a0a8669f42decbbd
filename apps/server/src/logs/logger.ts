import type { FastifyBaseLogger, FastifyInstance } from "fastify";
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

/** One line for each answered request, at level info. */
export function logRequests(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    const [path] = request.url.split("?");
    const milliseconds = Math.round(reply.elapsedTime);
    request.log.info(
      { method: request.method, path, status: reply.statusCode, milliseconds },
      "answered",
    );
  });
}
