import { reasonOf, retryAfterOf, verdictOn } from "@parley/client";

/** A refusal stays one; only what may pass is asked again. */
const mayPass = (error: unknown) => verdictOn(reasonOf(error)) === "again";

/**
 * How Parley's data is fetched. Events keep it up to date, so it never grows stale by time, and a host's
 * own defaults do not change that.
 */
export const liveQuery = {
  staleTime: Number.POSITIVE_INFINITY,
  // Whoever writes keeps what did not change. Sharing by position would copy every message of a window
  // that grows at its beginning.
  structuralSharing: false,
  refetchOnWindowFocus: false,
  retryDelay: (failures: number, error: unknown) =>
    Math.max(retryAfterOf(error), Math.min(1_000 * 2 ** failures, 30_000)),
  retry: (failures: number, error: unknown) => failures < 3 && mayPass(error),
} as const;
