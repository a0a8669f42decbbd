import type { Platform } from "../domain/context.ts";
import { continueAnnouncement } from "../domain/announcements/announcements.ts";
import { sendScheduled } from "../domain/messages/scheduled.ts";
import { deliverNotification } from "../domain/notifications/deliver.ts";
import { remindOfItem, remindOfMeeting, tellOfMeeting } from "../domain/notifications/reminders.ts";
import { notifyOfReport } from "../domain/notifications/report-notices.ts";
import { deliverPush } from "../domain/push/deliver.ts";
import type { Job } from "./jobs.ts";

/** Runs a job. Idempotent: it may have run before, entirely or in part. */
export async function runJob(platform: Platform, job: Job): Promise<void> {
  switch (job.kind) {
    case "messages.sendScheduled":
      return void (await sendScheduled(platform, job.data));
    case "announcements.send":
      return continueAnnouncement(platform, job.data);
    case "cards.remind":
      return remindOfItem(platform, job.data);
    case "meetings.tell":
      return tellOfMeeting(platform, job.data);
    case "meetings.remind":
      return remindOfMeeting(platform, job.data);
    case "notifications.deliver":
      return deliverNotification(platform, job.data);
    case "reports.notify":
      return notifyOfReport(platform, job.data);
    case "push.send":
      return deliverPush(platform, job.data);
  }
}
