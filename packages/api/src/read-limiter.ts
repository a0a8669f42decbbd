import { DomainError } from "./domain/errors.ts";

/** Lets so many through at a time; the others wait in their order. */
export interface Turnstile {
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  /** How many wait. */
  readonly waiting: number;
}

/** More than this wait for nothing: whoever asked has gone by the time it is their turn. */
const WAITING_MAX = 2_000;
/** When to ask again, in milliseconds: some time in the next second and a half. */
const COME_BACK = { from: 500, within: 1_000 } as const;

/**
 * Keeps a flood of reads, such as that of a thousand pages that load at once, from taking every connection
 * to the database. What must not wait behind them does not pass through here.
 */
export function createTurnstile({
  places,
  waitingMax = WAITING_MAX,
}: {
  places: number;
  waitingMax?: number;
}): Turnstile {
  let free = places;
  const queue: (() => void)[] = [];

  const enter = async () => {
    if (free > 0) {
      free -= 1;
      return;
    }
    if (queue.length >= waitingMax) {
      const retryAfterMs = COME_BACK.from + Math.random() * COME_BACK.within;
      throw new DomainError("unavailable", { retryAfterMs });
    }
    await new Promise<void>((resolve) => queue.push(resolve));
  };

  /** The place goes to the next in the queue, so that nobody who comes later takes it. */
  const leave = () => {
    const next = queue.shift();
    if (next === undefined) free += 1;
    else next();
  };

  return {
    get waiting() {
      return queue.length;
    },
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
