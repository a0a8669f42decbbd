import type { Platform } from "../domain/context.ts";
import { deliverNotification } from "../domain/notifications/deliver.ts";
import type { NewJob } from "./jobs.ts";

/** Runs a job. Idempotent: it may have run before, entirely or in part. */
export async function runJob(
  platform: Platform,
  job: Pick<NewJob, "kind" | "data">,
): Promise<void> {
  switch (job.kind) {
    case "notifications.deliver":
      return deliverNotification(platform, job.data);
  }
}
