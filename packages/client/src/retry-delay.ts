const FIRST = 1_000;
/** A server that restarts is back within seconds, and nobody should look at a banner for much longer. */
const LONGEST_AT_FIRST = 4_000;
/** From so many failures on, about half a minute, it is no restart. */
const PATIENT_AFTER = 12;
const LONGEST = 15_000;

/**
 * Milliseconds to wait before an attempt, after `failures` in a row. The whole delay is left to chance, the
 * first one too, so that clients which lost their server together do not come back together ("full jitter":
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export function retryDelay(failures: number, random: () => number): number {
  const longest = failures < PATIENT_AFTER ? LONGEST_AT_FIRST : LONGEST;
  return random() * Math.min(FIRST * 2 ** failures, longest);
}
