import type { NotificationSettings } from "@parley/contract/notifications";
import type { Executor } from "@parley/db/database";
import { toDate } from "@parley/db/moment";
import { notificationSettings, pushSubscriptions, users } from "@parley/db/schema";
import { fragment, statement } from "@parley/db/statement";
import { eq, sql } from "drizzle-orm";
import { settingsColumns, settingsRow, toSettings } from "../notifications/load-settings.ts";
import type { NotificationPolicy } from "../notifications/notification-policy.ts";
import { accountAccepts } from "../policy/accepted-session.ts";

/** A browser to which push messages are sent. */
export interface PushTarget {
  readonly id: string;
  readonly userId: string;
  readonly endpoint: string;
  /** The browser's public key and its secret, as base64url. */
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** Whose session still counts: everything that reads subscriptions reads these. */
const live = sql`${pushSubscriptions} s join ${users} u on u.id = s.user_id
    and ${accountAccepts("u", fragment`s.issued_at`)}`;

type Wanted = { readonly id: string } | { readonly userIds: readonly string[] };

const targetRows = statement({
  name: "push.targets",
  row: {
    id: pushSubscriptions.id,
    user_id: pushSubscriptions.userId,
    endpoint: pushSubscriptions.endpoint,
    p256dh: pushSubscriptions.p256dh,
    auth: pushSubscriptions.auth,
    retry_at: pushSubscriptions.retryAt,
  },
  sql: (wanted: Wanted) => sql`
    select s.id, s.user_id, s.endpoint, s.p256dh, s.auth, s.retry_at from ${live}
    where ${"id" in wanted ? sql`s.id = ${wanted.id}` : sql`s.user_id = any(${sql.param(wanted.userIds)}::text[])`}`,
  examples: [{ userIds: [] }, { id: "0192d3c4-5e6f-7a8b-9c0d-1e2f3a4b5c6d" }],
});

/** Loads browsers: those of users, or one by its id. `retryAt` is when the push service takes messages again. */
export async function loadPushTargets(
  db: Executor,
  wanted: Wanted,
): Promise<(PushTarget & { readonly retryAt: Date | null })[]> {
  const rows = await targetRows(db, wanted);
  return rows.map(({ id, user_id: userId, endpoint, p256dh, auth, retry_at }) => ({
    id,
    userId,
    endpoint,
    keys: { p256dh, auth },
    retryAt: retry_at === null ? null : toDate(retry_at),
  }));
}

const ownerRows = statement({
  name: "push.owner",
  row: { user_id: pushSubscriptions.userId, ...settingsRow },
  sql: (secretHash: Buffer) => sql`
    select s.user_id, ${settingsColumns("u", "n")} from ${live}
    left join ${notificationSettings} n on n.user_id = u.id
    where s.secret_hash = ${secretHash} limit 1`,
  examples: [Buffer.alloc(32)],
});

/** The user whose browser has this secret, and their settings; undefined if the subscription has ended. */
export async function ownerOfSecret(
  db: Executor,
  { secretHash, policy }: { secretHash: Buffer; policy: NotificationPolicy },
): Promise<{ userId: string; settings: NotificationSettings } | undefined> {
  const [row] = await ownerRows(db, secretHash);
  return row && { userId: row.user_id, settings: toSettings(row, policy) };
}

/** Removes a subscription that the push service does not know any more. */
export async function removePushTarget(db: Executor, id: string): Promise<void> {
  await db.delete(pushSubscriptions).where(eq(pushSubscriptions.id, id));
}

/** Records that the push service takes nothing for a browser before a time. */
export async function delayPushTarget(db: Executor, id: string, retryAt: Date): Promise<void> {
  await db.update(pushSubscriptions).set({ retryAt }).where(eq(pushSubscriptions.id, id));
}

/** Ends the subscriptions of a session of the host, which signs it out. */
export async function endPushOfSession(db: Executor, sessionKey: string): Promise<void> {
  await db.delete(pushSubscriptions).where(eq(pushSubscriptions.sessionKey, sessionKey));
}

const removeRefused = statement({
  name: "push.remove-refused",
  sql: () => sql`
    delete from ${pushSubscriptions} s using ${users} u
    where u.id = s.user_id and not ${accountAccepts("u", fragment`s.issued_at`)}`,
  examples: [undefined],
});

/** Removes the subscriptions of revoked sessions and closed accounts, as part of housekeeping. They get nothing before that either. */
export async function sweepPushSubscriptions({ db }: { readonly db: Executor }): Promise<void> {
  await removeRefused(db);
}
