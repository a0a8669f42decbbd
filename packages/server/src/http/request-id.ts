import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";

const HEADER = "x-request-id";
const PLAIN = /^[\w.:-]{1,64}$/;

/** The request id of a proxy in front, or a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers[HEADER];
  return typeof given === "string" && PLAIN.test(given) ? given : randomUUID();
}

/** Every response has the id under which it is logged. */
export function returnRequestId(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header(HEADER, request.id);
  });
}
