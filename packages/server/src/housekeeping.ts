import { housekeep } from "@parley/api/housekeeping";
import type { Platform } from "@parley/api/platform";

/** Interval in milliseconds. */
const INTERVAL = 60_000;

/** Runs a round of housekeeping every minute. The result stops it, and waits for the current round. */
export function startHousekeeping(
  platform: Platform,
  { onFault, interval = INTERVAL }: { onFault: (fault: unknown) => void; interval?: number },
): () => Promise<void> {
  let round: Promise<unknown> = Promise.resolve();
  let isIdle = true;
  const work = async () => {
    try {
      await housekeep(platform);
    } catch (fault) {
      onFault(fault);
    } finally {
      isIdle = true;
    }
  };
  const timer = setInterval(() => {
    if (!isIdle) return;
    isIdle = false;
    round = work();
  }, interval);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await round;
  };
}
