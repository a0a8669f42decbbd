import type { Executor } from "@parley/db/database";
import { pushSubscriptions, users } from "@parley/db/schema";
import { fragment, preparedStatement, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { accountAccepts } from "../policy/accepted-session.ts";

/** A browser to which push messages are sent. */
export interface PushTarget {
  readonly userId: string;
  readonly endpoint: string;
  /** The browser's public key and its secret, as base64url. */
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

const columns = {
  user_id: pushSubscriptions.userId,
  endpoint: pushSubscriptions.endpoint,
  p256dh: pushSubscriptions.p256dh,
  auth: pushSubscriptions.auth,
};

/** The subscriptions of users whose accounts accept the sessions that subscribed. */
const targetRows = statement({
  name: "push.targets",
  row: columns,
  sql: (userIds: readonly string[]) => sql`
    select s.user_id, s.endpoint, s.p256dh, s.auth from ${pushSubscriptions} s
    join ${users} u on u.id = s.user_id
    where s.user_id = any(${sql.param(userIds)}::text[]) and ${accountAccepts("u", fragment`s.issued_at`)}`,
  examples: [["ada"]],
});

/** Loads the browsers of users. */
export async function loadPushTargets(
  db: Executor,
  userIds: readonly string[],
): Promise<PushTarget[]> {
  const rows = await targetRows(db, userIds);
  return rows.map(({ user_id: userId, endpoint, p256dh, auth }) => ({
    userId,
    endpoint,
    keys: { p256dh, auth },
  }));
}

const ownerRows = preparedStatement({
  name: "push.owner",
  row: { user_id: pushSubscriptions.userId },
  sql: (secretHash: Buffer) => sql`
    select s.user_id from ${pushSubscriptions} s join ${users} u on u.id = s.user_id
    where s.secret_hash = ${secretHash} and ${accountAccepts("u", fragment`s.issued_at`)} limit 1`,
  examples: [Buffer.alloc(32)],
});

/** The user whose browser has this secret; undefined if the subscription has ended. */
export async function ownerOfSecret(
  db: Parameters<typeof ownerRows>[0],
  secretHash: Buffer,
): Promise<string | undefined> {
  const [row] = await ownerRows(db, secretHash);
  return row?.user_id;
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
