/** At most `max` in every period of this length, in milliseconds. */
export interface Window {
  readonly max: number;
  readonly within: number;
}

/** Counts recent events per key. */
export interface SlidingWindows {
  /** Counts one: returns 0 if every window has room, else the milliseconds until all have, without counting it. */
  take(key: string): number;
  readonly size: number;
}

/** Idle keys are removed when there are this many, and again at twice what remained. */
const SWEEP_FROM = 10_000;

/**
 * Exact sliding windows: unlike a token bucket, which refills while it is emptied, they never allow more than `max`
 * within any period of their length. A key stores up to the largest `max` numbers, so they are for small limits.
 */
export function createSlidingWindows(
  windows: readonly Window[],
  now: () => number = () => performance.now(),
): SlidingWindows {
  const bounded = windows.filter(({ max }) => max !== Infinity);
  const longest = Math.max(0, ...bounded.map(({ within }) => within));
  /** Times of what was allowed, oldest first. */
  const taken = new Map<string, readonly number[]>();
  let sweepAt = SWEEP_FROM;

  const recent = (times: readonly number[], time: number) =>
    times.filter((at) => time - at < longest);

  const sweep = (time: number) => {
    for (const [key, times] of taken) {
      if (recent(times, time).length === 0) taken.delete(key);
    }
    sweepAt = Math.max(SWEEP_FROM, 2 * taken.size);
  };

  /** A window has room once the last `max` of its times are older than its length. */
  const waitOf = ({ max, within }: Window, times: readonly number[], time: number) => {
    const blocking = times.at(-max);
    return blocking === undefined ? 0 : Math.max(0, blocking + within - time);
  };

  return {
    get size() {
      return taken.size;
    },
    take(key) {
      if (bounded.length === 0) return 0;
      const time = now();
      const times = recent(taken.get(key) ?? [], time);
      const wait = Math.max(...bounded.map((window) => waitOf(window, times, time)));
      if (wait > 0) return Math.ceil(wait);
      if (!taken.has(key) && taken.size >= sweepAt) sweep(time);
      taken.set(key, [...times, time]);
      return 0;
    },
  };
}
