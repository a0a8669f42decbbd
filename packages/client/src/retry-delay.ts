const FIRST = 1_000;
/** A restarting server is back within seconds, and the banner should not be shown for much longer. */
const LONGEST_AT_FIRST = 4_000;
/** After this many failures, about half a minute, it is not a restart. */
const PATIENT_AFTER = 12;
const LONGEST = 15_000;

/**
 * Milliseconds to wait before an attempt, after `failures` in a row. The whole delay is random, the first one too, so
 * that clients which lost their server together do not reconnect together ("full jitter":
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export function retryDelay(failures: number, random: () => number): number {
  const longest = failures < PATIENT_AFTER ? LONGEST_AT_FIRST : LONGEST;
  return random() * Math.min(FIRST * 2 ** failures, longest);
}
