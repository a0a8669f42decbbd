import { DomainError } from "@parley/api/domain/errors";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AdmissionDesk } from "../admission/admission-desk.ts";

/** A load balancer asks these, and must get its answer above all when there is much to do. */
const NOT_COUNTED = new Set(["/healthz", "/readyz"]);

const isForwarded = ({ headers }: FastifyRequest) => headers["x-forwarded-for"] !== undefined;

/**
 * Counts every request by the address that it comes from, before anything is done for it. The address is the
 * peer's, or what a trusted proxy says that it is.
 */
export function admitRequests(
  app: FastifyInstance,
  { desk, trustsProxies }: { desk: AdmissionDesk; trustsProxies: boolean },
): void {
  let hasWarned = trustsProxies;
  app.addHook("onRequest", async (request) => {
    if (!hasWarned && isForwarded(request)) {
      hasWarned = true;
      const advice =
        "X-Forwarded-For is not believed, so that everybody behind that address shares its limits: set TRUSTED_PROXIES if it is your proxy";
      request.log.warn({ address: request.ip }, advice);
    }
    if (NOT_COUNTED.has(request.routeOptions.url ?? "")) return;
    const retryAfterMs = desk.request(request.ip);
    if (retryAfterMs > 0) throw new DomainError("too_many_requests", { retryAfterMs });
  });
}
