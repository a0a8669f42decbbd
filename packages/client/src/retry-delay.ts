const FIRST = 1_000;
/** A network that was away for some seconds, as in a tunnel: its user looks at the screen. */
const LONGEST_AT_FIRST = 2_000;
/** After this many failures, about four seconds, a server restarts rather than a network. */
const RESTART_AFTER = 4;
/** A restarting server is back within seconds, and the banner should not be shown for much longer. */
const LONGEST_IN_RESTART = 4_000;
/** After this many failures, about half a minute, it is not a restart. */
const PATIENT_AFTER = 14;
const LONGEST = 15_000;

function longestAfter(failures: number): number {
  if (failures < RESTART_AFTER) return LONGEST_AT_FIRST;
  return failures < PATIENT_AFTER ? LONGEST_IN_RESTART : LONGEST;
}

/**
 * Milliseconds to wait before an attempt, after `failures` in a row. The whole delay is random, the first one too, so
 * that clients which lost their server together do not reconnect together ("full jitter":
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export function retryDelay(failures: number, random: () => number): number {
  return random() * Math.min(FIRST * 2 ** failures, longestAfter(failures));
}
