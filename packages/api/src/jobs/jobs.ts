import type { FailedJob } from "@parley/contract/jobs";
import type { NotificationChannel } from "@parley/contract/notifications";
import type { PushPayload } from "@parley/contract/push";
import type { Executor } from "@parley/db/database";

/** Background work, by kind, and its data: references only, since a job outlives what it is about. */
export type JobData = {
  "messages.sendScheduled": {
    readonly userId: string;
    /** Of the message. */
    readonly id: string;
    /** This job: a message with another time has another one. */
    readonly jobId: string;
  };
  "announcements.send": {
    readonly announcementId: string;
    /** The last recipient who has it; null if nobody has. */
    readonly after: string | null;
  };
  "cards.remind": {
    readonly itemId: string;
    /** This job: an item with another date or owner has another one. */
    readonly jobId: string;
  };
  /** Notifies a user of a change by the other one. */
  "meetings.tell": {
    readonly meetingId: string;
    /** What the change made of it: a later change has its own job. */
    readonly version: number;
  };
  "meetings.remind": {
    readonly meetingId: string;
    /** When it was to begin: another time has another job. */
    readonly startsAt: string;
  };
  "reports.notify": {
    readonly reportId: string;
    /** The report itself, or what was added to it. */
    readonly causeId: string;
  };
  "push.send": { readonly subscriptionId: string; readonly payload: PushPayload };
  "notifications.deliver": {
    readonly notificationId: string;
    /** Of a test: the only channel to use. */
    readonly channel?: NotificationChannel | undefined;
  };
};
/** The name of a kind of background work. */
export type JobKind = keyof JobData;

/** Work to run. */
export type Job = {
  [Kind in JobKind]: { readonly kind: Kind; readonly data: JobData[Kind] };
}[JobKind];

/** Work for later. `key` identifies it: a second job with the same key does nothing. */
export type NewJob = Job & {
  /** A UUID. */
  readonly key: string;
  readonly runAt?: Date | undefined;
};

/**
 * A queue of background work. A job runs at least once, on one server at a time, and again after a failure, with growing
 * delays. One that failed for good is kept for an ADMIN.
 */
export interface Jobs {
  /** Adds jobs in the transaction that causes them. */
  enqueue(tx: Executor, jobs: readonly NewJob[]): Promise<void>;
  /** The latest jobs that failed for good, newest first. */
  listFailed(limit: number): Promise<FailedJob[]>;
  /** Runs a failed job again. False if there is none. */
  retry(id: string): Promise<boolean>;
}
