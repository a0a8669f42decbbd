import { DomainError } from "@parley/api/platform";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { RateLimits } from "../rate-limits/rate-limits.ts";
import type { Upgrades } from "../sockets/upgrades.ts";

/** Called by load balancers, and must be answered above all under load. */
const NOT_COUNTED = new Set(["/healthz", "/readyz"]);

const isForwarded = ({ headers }: FastifyRequest) => headers["x-forwarded-for"] !== undefined;

/**
 * Counts every request by its source address, before any work is done for it. The address is the peer's, or the one
 * that a trusted proxy forwards.
 */
export function limitRequests(
  app: FastifyInstance,
  { rateLimits, isUpgrade }: { rateLimits: RateLimits; isUpgrade: Upgrades["isUpgrade"] },
): void {
  let hasWarned = false;
  app.addHook("onRequest", async (request) => {
    // Fastify sets `ips` if it trusts proxies.
    if (!hasWarned && request.ips === undefined && isForwarded(request)) {
      hasWarned = true;
      const advice =
        "X-Forwarded-For is not trusted, so all clients behind that address share its limits: set TRUSTED_PROXIES, or trustProxy of your server, if it is your proxy";
      request.log.warn({ address: request.ip }, advice);
    }
    if (NOT_COUNTED.has(request.routeOptions.url ?? "")) return;
    const retryAfterMs =
      rateLimits.request(request.ip) || (isUpgrade(request) ? rateLimits.newSocket(request.ip) : 0);
    if (retryAfterMs > 0) throw new DomainError("too_many_requests", { retryAfterMs });
  });
}
