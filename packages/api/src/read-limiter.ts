import { DomainError } from "./domain/errors.ts";

/** Semaphore: limits concurrent calls; excess calls queue in FIFO order. */
export interface ConcurrencyLimiter {
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The number of queued calls. */
  readonly waiting: number;
}

/** Bound of the queue: beyond it the caller has gone by the time a permit is free. */
const WAITING_MAX = 2_000;
/** Retry delay for rejected calls in milliseconds, with jitter. */
const RETRY_AFTER = { from: 500, within: 1_000 } as const;

/**
 * Semaphore with a bounded queue. Keeps many simultaneous reads, such as a thousand pages that load at once, from taking
 * every database connection. Calls that must not wait behind them do not pass through it.
 */
export function createConcurrencyLimiter({
  permits,
  waitingMax = WAITING_MAX,
}: {
  permits: number;
  waitingMax?: number;
}): ConcurrencyLimiter {
  let free = permits;
  const queue: (() => void)[] = [];

  const acquire = async () => {
    if (free > 0) {
      free -= 1;
      return;
    }
    if (queue.length >= waitingMax) {
      const retryAfterMs = RETRY_AFTER.from + Math.random() * RETRY_AFTER.within;
      throw new DomainError("unavailable", { retryAfterMs });
    }
    await new Promise<void>((resolve) => queue.push(resolve));
  };

  /** The permit passes to the next in the queue, so that no later call takes it. */
  const release = () => {
    const next = queue.shift();
    if (next === undefined) free += 1;
    else next();
  };

  return {
    get waiting() {
      return queue.length;
    },
    async run(work) {
      await acquire();
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}
