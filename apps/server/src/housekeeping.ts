import type { Platform } from "@parley/api/domain/context";
import { makePartition } from "@parley/api/domain/stream/partitions";
import { retainStreams } from "@parley/api/domain/stream/retain";
import { indexConversations } from "@parley/api/domain/search/index-blocks";
import { refoldNames } from "@parley/api/domain/users/names";
import { sweepGroups } from "@parley/api/domain/groups/sweep";

/** Interval in milliseconds. */
const INTERVAL = 60_000;

/**
 * Periodic work: groups end, old events are removed, and messages and names are indexed for search. Several servers may
 * run it concurrently, since each step is a transaction that finds nothing left to do. The result stops it, and waits
 * for the current run.
 */
export function startHousekeeping(
  platform: Platform,
  { onFault, interval = INTERVAL }: { onFault: (fault: unknown) => void; interval?: number },
): () => Promise<void> {
  let round: Promise<unknown> = Promise.resolve();
  let isIdle = true;
  const work = async () => {
    try {
      await sweepGroups(platform);
      await makePartition(platform);
      await retainStreams(platform);
      await refoldNames(platform);
      await indexConversations(platform);
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
