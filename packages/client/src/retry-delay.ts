const FIRST = 1_000;
const LONGEST = 15_000;

/**
 * Milliseconds to wait before an attempt, after `failures` in a row. The whole delay is left to chance, the
 * first one too, so that clients which lost their server together do not come back together ("full jitter":
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export function retryDelay(failures: number, random: () => number): number {
  return random() * Math.min(FIRST * 2 ** failures, LONGEST);
}
