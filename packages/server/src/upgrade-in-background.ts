import { setTimeout as pause } from "node:timers/promises";
import { type UpgradeProgress, upgradeTexts } from "@parley/api/housekeeping";
import type { Platform } from "@parley/api/platform";
import type { FastifyBaseLogger } from "fastify";

/** Milliseconds between two progress lines of one kind of rows, and the retry delay after a fault. */
const REPORT_EVERY = 10_000;
const RETRY_AFTER = 60_000;

/**
 * Logs progress for each kind of rows periodically, with a note that searches take longer meanwhile, and one line at
 * the end. What finishes before the first of them is not logged.
 */
function createReporter(logger: FastifyBaseLogger) {
  const latest = new Map<string, { progress: UpgradeProgress; since: number; isLong: boolean }>();
  return {
    onProgress(progress: UpgradeProgress) {
      const now = performance.now();
      const { since, isLong } = latest.get(progress.rows) ?? { since: now, isLong: false };
      const isDue = now - since >= REPORT_EVERY;
      if (isDue) logger.warn(progress, "stored rows are being migrated; searches take longer");
      latest.set(progress.rows, { progress, since: isDue ? now : since, isLong: isLong || isDue });
    },
    finish() {
      for (const { progress, isLong } of latest.values())
        logger[isLong ? "warn" : "info"](progress, "stored rows are up to date");
    },
  };
}

/**
 * Migrates rows that an earlier release stored while the server serves. Faults are retried, and an interrupted pass
 * continues at the next start. The result stops it, and waits for the current batch.
 */
export function upgradeInBackground(
  platform: Platform,
  logger: FastifyBaseLogger,
): () => Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  const work = async () => {
    while (!signal.aborted) {
      try {
        const { onProgress, finish } = createReporter(logger);
        await upgradeTexts(platform, { onProgress, signal });
        if (!signal.aborted) finish();
        return;
      } catch (err) {
        logger.warn({ err }, "stored rows are not yet up to date");
        await pause(RETRY_AFTER, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  };
  const working = work();
  return async () => {
    stop.abort();
    await working;
  };
}
