// Setup of every test file: a wait may take as long as the machine needs.
import { availableParallelism, loadavg } from "node:os";
import { inspect } from "node:util";
import { vi } from "vitest";

/** Milliseconds without a change after which a wait fails, on a machine that is not overloaded. */
const STALL = 20_000;
/** Longer than any wait: the limit on stalling ends one, not this. */
const NEVER = 2_147_483_647;

/** Milliseconds without a change after which a wait fails now: proportional to the load of the machine. */
export function stallLimit(): number {
  // Always three numbers; on Windows they are 0.
  const [load = 0] = loadavg();
  return STALL * Math.max(1, load / availableParallelism());
}

interface Options {
  readonly now: () => number;
  readonly limit: () => number;
}

/**
 * `vi.waitFor` that fails after `limit` milliseconds without progress, instead of after a second. A new message of the
 * last failure counts as progress. A timeout in the options counts as a longer limit.
 */
export function followProgress({ now, limit }: Options): typeof vi.waitFor {
  const waitFor = vi.waitFor.bind(vi);
  return async (callback, options = {}) => {
    const { timeout = 0, ...rest } = typeof options === "number" ? { timeout: options } : options;
    let seen: string | undefined;
    let since = now();
    let failure: { readonly error: unknown } | undefined;
    const attempt = async () => {
      try {
        return { value: await callback() };
      } catch (error) {
        const state = error instanceof Error ? error.message : inspect(error);
        if (state !== seen) since = now();
        seen = state;
        if (now() - since < Math.max(timeout, limit())) throw error;
        failure = { error };
        return undefined;
      }
    };
    const result = await waitFor(attempt, { ...rest, timeout: NEVER });
    if (result === undefined) throw failure?.error;
    return result.value;
  };
}

// Captured before a test replaces the clock. Files of one process share `vi`, which is prepared once.
const prepared = Symbol.for("parley.follow-progress");
if (!(prepared in vi)) {
  Object.assign(vi, { [prepared]: true });
  vi.waitFor = followProgress({ now: performance.now.bind(performance), limit: stallLimit });
}
