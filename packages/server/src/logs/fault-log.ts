import type { FastifyBaseLogger } from "fastify";
import { describeFault } from "./describe-fault.ts";

/** A failure that the caller saw only as `internal`. */
export interface Fault {
  readonly requestId: string;
  readonly path: string | undefined;
  readonly cause: unknown;
}

export type ReportFault = (fault: Fault) => void;

/** Logs each failure once, although both a procedure and tRPC's adapter may report the same one. */
export function createFaultLog(log: FastifyBaseLogger): ReportFault {
  const seen = new WeakSet<object>();
  return ({ requestId, path, cause }) => {
    if (typeof cause === "object" && cause !== null) {
      if (seen.has(cause)) return;
      seen.add(cause);
    }
    log.error({ requestId, path, fault: describeFault(cause) }, "a call failed");
  };
}
