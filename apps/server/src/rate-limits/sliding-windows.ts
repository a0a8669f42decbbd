/** At most so many in every stretch of time of this length, in milliseconds. */
export interface Window {
  readonly max: number;
  readonly within: number;
}

/** Counts what each key did lately. */
export interface SlidingWindows {
  /** Counts one: 0 where every window has room, else the milliseconds until all of them have, and nothing is counted. */
  take(key: string): number;
  readonly size: number;
}

/** Keys that did nothing lately are looked for when there are this many, and again at twice what remained. */
const SWEEP_FROM = 10_000;

/**
 * Exact windows: unlike a bucket, which refills while it is emptied, they never let through more than `max` within any
 * stretch of their length. A key costs as many numbers as the largest `max`, so they are for small ones.
 */
export function createSlidingWindows(
  windows: readonly Window[],
  now: () => number = () => performance.now(),
): SlidingWindows {
  const bounded = windows.filter(({ max }) => max !== Infinity);
  const longest = Math.max(0, ...bounded.map(({ within }) => within));
  /** Times of what was let through, oldest first. */
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

  /** A window has room once the last `max` of its times is older than its length. */
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
