import { setTimeout as pause } from "node:timers/promises";
import type { Platform } from "@parley/api/domain/context";
import { type UpgradeProgress, upgradeTexts } from "@parley/api/domain/upgrades/upgrade-texts";
import type { FastifyBaseLogger } from "fastify";

/** Milliseconds between two lines about the progress of one kind of rows, and until a fault is tried again. */
const REPORT_EVERY = 10_000;
const RETRY_AFTER = 60_000;

/** A line for the first batch of each kind of rows, then one from time to time, and one for the end. */
function createReporter(logger: FastifyBaseLogger) {
  const latest = new Map<string, { progress: UpgradeProgress; at: number; isLogged: boolean }>();
  const say = (progress: UpgradeProgress) =>
    logger.info(progress, "rows of an earlier release are brought up to date");
  return {
    onProgress(progress: UpgradeProgress) {
      const at = performance.now();
      const before = latest.get(progress.rows);
      const isLogged = before === undefined || at - before.at >= REPORT_EVERY;
      if (isLogged) say(progress);
      latest.set(progress.rows, { progress, at: isLogged ? at : before.at, isLogged });
    },
    finish() {
      for (const { progress, isLogged } of latest.values()) if (!isLogged) say(progress);
      if (latest.size > 0) logger.info("all rows are up to date");
    },
  };
}

/**
 * Brings the rows of an earlier release up to date while the server serves. A fault is tried again, and what a stop
 * interrupts goes on at the next start. The result stops it, and waits for the batch that runs.
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
        logger.warn({ err }, "rows of an earlier release are not yet up to date");
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
