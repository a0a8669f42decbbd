/**
 * Background work that a host runs: jobs, a round of `sweepNotifications` every few seconds, a round of `housekeep` every minute, and the queues of upgrades and pictures.
 */
import type { Platform } from "../domain/context.ts";
import { sweepFiles } from "../domain/files/files.ts";
import { sweepGroups } from "../domain/groups/sweep.ts";
import { sweepPushSubscriptions } from "../domain/push/subscriptions.ts";
import { indexConversations } from "../domain/search/index-blocks.ts";
import { makePartition } from "../domain/stream/partitions.ts";
import { retainStreams } from "../domain/stream/retain.ts";
import { refoldNames } from "../domain/users/names.ts";

/**
 * Periodic work: groups end, old events are removed, and messages and names are indexed for search. Several servers may
 * run it concurrently, since each step is a transaction that finds nothing left to do.
 */
export async function housekeep(platform: Platform): Promise<void> {
  await sweepGroups(platform);
  await makePartition(platform);
  await retainStreams(platform);
  await refoldNames(platform);
  await sweepPushSubscriptions(platform);
  await sweepFiles(platform);
  await indexConversations(platform);
}

export { scanFiles } from "../domain/files/scan-files.ts";
export { hasChannel, sweepNotifications } from "../domain/notifications/sweep.ts";
export { runJob } from "../jobs/run-job.ts";
export type { Job, JobKind, Jobs } from "../jobs/jobs.ts";
export { type UpgradeProgress, upgradeTexts } from "../domain/upgrades/upgrade-texts.ts";
export {
  type DueAvatar,
  keepFetchedAvatar,
  noteAvatarProblem,
  takeDueAvatar,
} from "../domain/avatars/avatars.ts";
