import {
  type ChannelOutcome,
  type Notification,
  type NotificationChannel,
  notificationPartSchema,
  notificationReasonSchema,
  channelOutcomeSchema,
  notificationChannelSchema,
  type NotificationPart,
  type NotificationReason,
} from "@parley/contract/notifications";
import type { Executor } from "@parley/db/database";
import { notifications } from "@parley/db/schema";
import { and, eq, sql } from "drizzle-orm";
import * as z from "zod";
import { advisoryLock } from "../advisory-lock.ts";
import type { Platform } from "../context.ts";
import { markNotified } from "./pending.ts";

/** Held by whatever inserts notifications, so that their numbers commit in order. */
export const lockNotifications = advisoryLock("notifications");

/** A notification to send. */
export interface NewNotification {
  readonly id: string;
  readonly userId: string;
  readonly kind: Notification["kind"];
  readonly parts: readonly NotificationPart[];
  /** The thing of which it is. */
  readonly cardId?: string | undefined;
  /** The report of which it tells an ADMIN. */
  readonly reportId?: string | undefined;
  /** Of a test: the only channel to use. */
  readonly channel?: NotificationChannel | undefined;
}

const partsSchema = z.array(notificationPartSchema);
const outcomesSchema = z.partialRecord(notificationChannelSchema, channelOutcomeSchema);

type Row = typeof notifications.$inferSelect;

/** A notification in the contract's form. */
export const toNotification = (row: Row): Notification => ({
  id: row.id,
  cursor: String(row.number),
  userId: row.userId,
  kind: row.kind,
  ...(row.cardId === null ? {} : { cardId: row.cardId }),
  ...(row.reportId === null ? {} : { reportId: row.reportId }),
  conversations: partsSchema.parse(row.parts),
  state: row.state,
  reason: notificationReasonSchema.nullable().parse(row.reason),
  outcomes: Object.values(outcomesSchema.parse(row.outcomes)),
  createdAt: row.createdAt.toISOString(),
  sentAt: row.sentAt?.toISOString() ?? null,
});

/** Stores notifications, and their jobs in the same transaction, which holds the lock. */
export async function createNotifications(
  tx: Executor,
  { clock, jobs }: Pick<Platform, "clock" | "jobs">,
  made: readonly NewNotification[],
): Promise<void> {
  if (made.length === 0) return;
  const at = clock.now();
  await tx.insert(notifications).values(
    made.map(({ id, userId, kind, parts, cardId, reportId }) => ({
      ...{ id, userId, kind, parts, cardId, reportId, createdAt: at },
    })),
  );
  const decided = made.flatMap(({ userId, parts }) => parts.map((part) => ({ userId, ...part })));
  if (decided.length > 0) await markNotified(tx, { decided, at });
  await jobs.enqueue(
    tx,
    made.map(({ id, channel }) => ({
      kind: "notifications.deliver",
      key: id,
      data: { notificationId: id, ...(channel === undefined ? {} : { channel }) },
    })),
  );
}

/** A notification by its id. */
export async function findNotification(
  db: Executor,
  id: string,
): Promise<Notification | undefined> {
  const [row] = await db.select().from(notifications).where(eq(notifications.id, id));
  return row && toNotification(row);
}

/** Records that a notification is passed to channels: from now on it may have reached the user. */
export async function claimNotification(
  db: Executor,
  { id, at, parts }: { id: string; at: Date; parts: readonly NotificationPart[] },
): Promise<void> {
  await db
    .update(notifications)
    .set({
      state: "sending",
      parts,
      sentAt: sql`coalesce(${notifications.sentAt}, ${at.toISOString()}::timestamptz)`,
    })
    .where(eq(notifications.id, id));
}

/** Records the result of one channel. A mail that came back stays so: its report can be faster than the server that took it. */
export async function recordOutcome(
  db: Executor,
  id: string,
  outcome: ChannelOutcome,
): Promise<void> {
  const more = JSON.stringify({ [outcome.channel]: outcome });
  await db
    .update(notifications)
    .set({ outcomes: sql`${notifications.outcomes} || ${more}::jsonb` })
    .where(
      and(
        eq(notifications.id, id),
        sql`${notifications.outcomes} -> ${outcome.channel}::text ->> 'outcome' is distinct from 'bounced'`,
      ),
    );
}

/** Records what became of a notification. */
export async function finishNotification(
  db: Executor,
  {
    id,
    state,
    reason = null,
  }: { id: string; state: "sent" | "handled" | "not_sent"; reason?: NotificationReason | null },
): Promise<void> {
  await db.update(notifications).set({ state, reason }).where(eq(notifications.id, id));
}
