import { reasonOf, retryAfterOf, verdictOn } from "@parley/client";

/** A refusal stays one; only what may pass is asked again. */
const mayPass = (error: unknown) => verdictOn(reasonOf(error)) === "again";

/** How many milliseconds a failure stands before it is tried once more; "Try again" does that at once. */
const AGAIN_AFTER = 20_000;

/** What the options look at in a query. */
interface Outcome {
  readonly state: { readonly status: string; readonly error: unknown };
}

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
  refetchInterval: ({ state: { status, error } }: Outcome) =>
    status === "error" && mayPass(error) ? AGAIN_AFTER : false,
} as const;
