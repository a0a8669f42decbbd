import type { TokenProblem } from "@parley/api/platform";
import type { FastifyBaseLogger } from "fastify";
import { createTokenBuckets } from "../rate-limits/token-buckets.ts";

export type ReportTokenProblem = (problem: TokenProblem) => void;

/** Lines of one check: a wrong setting refuses every token, and one line reports why. */
const LINES = { burst: 5, perSecond: 1 / 60 };

/**
 * Logs which check refused a token, or a user whom a host's `authenticate` returned. At most a burst of 5 lines per check and then one a minute, so that bad tokens
 * cannot fill a disk; each line has the number of omitted ones.
 */
export function createTokenLog(
  log: Pick<FastifyBaseLogger, "info" | "warn">,
  now?: () => number,
): ReportTokenProblem {
  const lines = createTokenBuckets(LINES, now);
  // The names of checks are few: neither map grows.
  const leftOut = new Map<string, number>();
  return ({ check, message }) => {
    const before = leftOut.get(check) ?? 0;
    if (lines.take(check) > 0) {
      leftOut.set(check, before + 1);
      return;
    }
    leftOut.delete(check);
    const details = { check, why: message, ...(before > 0 && { leftOut: before }) };
    // Not the token's fault, and no user can sign in.
    if (check === "keys") log.warn(details, "no token can be checked");
    else if (check === "authenticate") log.info(details, "a session of the host was refused");
    else log.info(details, "a token was refused");
  };
}
