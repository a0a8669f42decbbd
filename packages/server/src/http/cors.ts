import { CONTRACT_HEADER, USER_HEADER } from "@parley/contract/version";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ReportOrigin } from "../logs/origin-log.ts";
import { isOriginAllowed, originOf } from "./origins.ts";

const allowedHeaders = [
  "authorization",
  "content-type",
  CONTRACT_HEADER,
  USER_HEADER,
  "traceparent",
  "trpc-accept",
  "tus-resumable",
  "upload-offset",
  "x-request-id",
].join(", ");

/** Whether a browser asks before a request of a page of another origin. */
const isPreflight = ({ method, headers }: FastifyRequest): boolean =>
  method === "OPTIONS" &&
  headers.origin !== undefined &&
  headers["access-control-request-method"] !== undefined;

interface CorsOptions {
  readonly origins: readonly string[];
  readonly withCookies: boolean;
  readonly onOriginRefused: ReportOrigin;
}

/** Allows pages of these origins to call what is registered on `app` after it. */
export function allowOrigins(
  app: FastifyInstance,
  { origins, withCookies, onOriginRefused }: CorsOptions,
): void {
  app.addHook("onRequest", async (request, reply) => {
    // The browser does not send the call for which it asks.
    if (isPreflight(request) && !isOriginAllowed(originOf(request), origins))
      onOriginRefused(request);
    if (origins.length === 0) return;
    reply.header("vary", "Origin");
    const { origin } = request.headers;
    if (origin === undefined || !origins.includes(origin)) return;
    reply.headers({
      "access-control-allow-origin": origin,
      "access-control-expose-headers":
        "x-request-id, retry-after, upload-offset, upload-length, tus-resumable",
    });
    if (withCookies) reply.header("access-control-allow-credentials", "true");
    if (!isPreflight(request)) return;
    reply.headers({
      "access-control-allow-methods": "GET, POST, HEAD, PATCH",
      "access-control-allow-headers": allowedHeaders,
      "access-control-max-age": "600",
    });
  });
}
