import type { Digest, NotificationSettings } from "@parley/contract/notifications";
import type { Executor } from "@parley/db/database";
import {
  notifications,
  notificationSettings,
  notificationSweeps,
  pendingDigests,
  users,
} from "@parley/db/schema";
import { toDate } from "@parley/db/moment";
import { computed, statement } from "@parley/db/statement";
import { uuidAt } from "@parley/db/uuid-at";
import { lt, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { triedAdvisoryLock } from "../advisory-lock.ts";
import type { Platform } from "../context.ts";
import { isReachable, type Notifications } from "./channels.ts";
import { settingsColumns, settingsRow, toSettings } from "./load-settings.ts";
import {
  type Decided,
  dueRows,
  endPending,
  forgetPending,
  holdPending,
  type News,
  openPending,
} from "./pending.ts";
import { DIGESTS_APART, nextDigest, quietUntil } from "./schedule.ts";
import { createNotifications, type NewNotification } from "./store.ts";
import { hasUnread } from "./unread.ts";

/** The same as `lockNotifications`: a server that finds it taken leaves the round to the one that holds it. */
const tryLock = triedAdvisoryLock("notifications");

const MINUTE = 60_000;
/** A message is committed up to this long after its time: a statement may take as long. */
const LOOK_BACK = 2 * MINUTE;
/** Transactions of a host may take longer. */
const LOOK_BACK_FAR = 15 * MINUTE;
const FAR_EVERY = 10 * MINUTE;
/** More transactions than there can be. */
const ALL = 2_147_483_647;
/** What is due this soon is part of the same notification. */
const SOON = 5 * MINUTE;
/** At least what is due of so many conversations in one transaction, and transactions in one round: other work goes on in between. */
const BATCH = 500;
const BATCHES_MAX = 20;
/** How long notifications are kept: 90 days. */
const KEPT = 90 * 24 * 60 * MINUTE;

/** Removes what is old, whenever the sweep looks back far. */
async function forgetOld(tx: Executor, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT);
  await tx.delete(notifications).where(lt(notifications.id, uuidAt(before, Buffer.alloc(16))));
  await forgetPending(tx, before);
}

/** The transactions of now, and how many began since a horizon: all, if it is of another database. */
const transactions = statement({
  name: "notifications.transactions",
  row: { horizon: computed.text(), since: computed.int },
  sql: (horizon: bigint) => sql`
    select pg_snapshot_xmin(now.snapshot)::text as horizon, case
      when ${String(horizon)}::bigint between 3 and pg_snapshot_xmax(now.snapshot)::text::bigint
        then age((${String(horizon)}::bigint % 4294967296)::text::xid)
      else 2147483647 end as since
    from (select pg_current_snapshot() as snapshot) now`,
  examples: [0n],
});

/**
 * Which messages to look at: those of transactions that had not ended at the last sweep, so that each is looked at once
 * and none is missed that was committed late. The time bounds how far the index over it is read. The first sweep of an
 * installation begins now: nobody is notified of old messages.
 */
async function lookFor(tx: Executor, now: Date): Promise<News> {
  const [last] = await tx.select().from(notificationSweeps);
  // The clock may have been set back since: then the last look seems to be still to come.
  const isFar =
    last !== undefined && Math.abs(now.getTime() - last.lookedBackAt.getTime()) >= FAR_EVERY;
  if (isFar) await forgetOld(tx, now);
  const [current] = await transactions(tx, last?.horizon ?? 0n);
  if (current === undefined) throw new Error("the server reports no transactions");
  const set = {
    lookedAt: now,
    horizon: BigInt(current.horizon),
    lookedBackAt: isFar || last === undefined ? now : last.lookedBackAt,
  };
  await tx
    .insert(notificationSweeps)
    .values(set)
    .onConflictDoUpdate({ target: notificationSweeps.id, set });
  const back = isFar ? LOOK_BACK_FAR : LOOK_BACK;
  const since =
    last === undefined ? now : new Date(Math.min(last.lookedAt.getTime(), now.getTime()) - back);
  return { since, transactions: isFar ? ALL : current.since };
}

/** Plans a digest for each user; null if none is due any more. */
async function planDigests(
  tx: Executor,
  planned: readonly { userId: string; dueAt: Date | null; sentAt?: Date }[],
): Promise<void> {
  const set = {
    dueAt: sql`excluded.due_at`,
    sentAt: sql`coalesce(excluded.sent_at, ${pendingDigests.sentAt})`,
  };
  for (let at = 0; at < planned.length; at += 1_000)
    await tx
      .insert(pendingDigests)
      .values(planned.slice(at, at + 1_000))
      .onConflictDoUpdate({ target: pendingDigests.userId, set });
}

async function open(tx: Executor, { notifications: { policy }, clock }: Platform): Promise<void> {
  const now = clock.now();
  const rows = await openPending(tx, { ...(await lookFor(tx, now)), policy });
  const times = new Map<string, Date | null>();
  const next = (timeZone: string | null, digest: Digest) => {
    const key = `${digest} ${timeZone}`;
    const known = times.get(key);
    const dueAt = known === undefined ? nextDigest(now, { digest, timeZone }) : known;
    times.set(key, dueAt);
    return dueAt;
  };
  await planDigests(
    tx,
    rows.map(({ user_id: userId, time_zone: timeZone, digest }) => ({
      userId,
      dueAt: next(timeZone, digest),
    })),
  );
}

type Account = { readonly status: string; readonly user_kind: string };

const isNotified = (
  { status, user_kind: kind }: Account,
  settings: NotificationSettings,
  to: Notifications,
) => status === "active" && kind === "PERSON" && isReachable(to, settings);

/** Decides about what is due, with one notification per user. Returns how much was due. */
async function sweepDue(tx: Executor, platform: Platform): Promise<number> {
  const { clock, notifications: to } = platform;
  const now = clock.now();
  const soon = new Date(now.getTime() + SOON);
  const rows = await dueRows(tx, { now, soon, limit: BATCH });
  const ended: Decided[] = [];
  const held: Decided[] = [];
  const made: NewNotification[] = [];
  for (const [userId, due] of Map.groupBy(rows, (row) => row.user_id)) {
    const [account] = due;
    if (account === undefined) continue;
    const settings = toSettings(account, to.policy);
    const isOn = isNotified(account, settings, to);
    const until = quietUntil(now, { userId, ...settings });
    const parts = [];
    for (const row of due) {
      const part = {
        conversationId: row.conversation_id,
        firstSeq: row.first_seq,
        lastSeq: row.last_seq,
      };
      if (!isOn || row.muted || !row.unread) ended.push({ userId, ...part });
      else if (until !== null) held.push({ userId, ...part, until });
      else parts.push(part);
    }
    if (parts.length > 0) made.push({ id: uuidv7(), userId, kind: "messages", parts });
  }
  if (ended.length > 0) await endPending(tx, ended);
  if (held.length > 0) await holdPending(tx, held);
  await createNotifications(tx, platform, made);
  return rows.length;
}

const dueDigests = statement({
  name: "notifications.due-digests",
  row: {
    user_id: users.id,
    status: users.status,
    user_kind: users.kind,
    sent_at: pendingDigests.sentAt,
    unread: computed.boolean,
    ...settingsRow,
  },
  sql: ({ now, limit }: { now: Date; limit: number }) => sql`
    select u.id as user_id, u.status, u.kind as user_kind, d.sent_at, ${hasUnread("u.id", now)} as unread,
      ${settingsColumns("u", "s")}
    from ${pendingDigests} d
    join ${users} u on u.id = d.user_id
    left join ${notificationSettings} s on s.user_id = u.id
    where d.due_at <= ${now.toISOString()}::timestamptz
    order by d.due_at limit ${limit}`,
  examples: [{ now: new Date(0), limit: 1 }],
});

/** Decides about the digests that are due. Returns how many. */
async function sweepDigests(tx: Executor, platform: Platform): Promise<number> {
  const { clock, notifications: to } = platform;
  const now = clock.now();
  const rows = await dueDigests(tx, { now, limit: BATCH });
  const planned: { userId: string; dueAt: Date | null; sentAt?: Date }[] = [];
  const made: NewNotification[] = [];
  for (const row of rows) {
    const { user_id: userId } = row;
    const settings = toSettings(row, to.policy);
    const earliest =
      row.sent_at === null ? now : new Date(toDate(row.sent_at).getTime() + DIGESTS_APART);
    const until = quietUntil(now, { userId, ...settings });
    if (settings.digest === "off" || !row.unread || !isNotified(row, settings, to))
      planned.push({ userId, dueAt: null });
    else if (earliest > now) planned.push({ userId, dueAt: nextDigest(earliest, settings) });
    else if (until !== null) planned.push({ userId, dueAt: until });
    else {
      planned.push({ userId, dueAt: nextDigest(now, settings), sentAt: now });
      made.push({ id: uuidv7(), userId, kind: "digest", parts: [] });
    }
  }
  await planDigests(tx, planned);
  await createNotifications(tx, platform, made);
  return rows.length;
}

/** After days without a server there may be a great many messages to look at: five minutes for each statement. */
const allowTime = statement({
  name: "notifications.allow-time",
  sql: () => sql`select from set_config('statement_timeout', '300000', true)`,
  examples: [undefined],
});

/** Runs a step while this server holds the lock; 0 if another one does. */
const locked = (platform: Platform, step: (tx: Executor) => Promise<number>): Promise<number> =>
  platform.db.transaction(async (tx) => {
    const [lock] = await tryLock(tx);
    if (lock?.taken !== true) return 0;
    return step(tx);
  });

async function sweepAll(platform: Platform, step: typeof sweepDue): Promise<number> {
  let decided = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const rows = await locked(platform, (tx) => step(tx, platform));
    decided += rows;
    if (rows < BATCH) break;
  }
  return decided;
}

/** Whether users who are away are notified at all. */
export const hasChannel = ({ notifications: { channels } }: Platform): boolean =>
  Object.values(channels).some((channel) => channel !== undefined);

/**
 * Finds unread messages whose readers are to be notified, and creates the notifications that are due. One server at a
 * time does: the others find nothing left to do. Returns how much was due: conversations of users, and digests.
 */
export async function sweepNotifications(platform: Platform): Promise<number> {
  await locked(platform, async (tx) => {
    await allowTime(tx);
    // Without a channel nothing is pending, and nobody gets old notifications once there is one.
    if (hasChannel(platform)) await open(tx, platform);
    else await lookFor(tx, platform.clock.now());
    return 0;
  });
  return (await sweepAll(platform, sweepDue)) + (await sweepAll(platform, sweepDigests));
}
