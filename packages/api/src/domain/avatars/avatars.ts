import { createHmac, randomBytes } from "node:crypto";
import { type AvatarProblem, type AvatarSize, avatarSizes } from "@parley/contract/avatars";
import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import type { Platform } from "../context.ts";
import { appendEvents } from "../stream/append.ts";
import { notifyViewers } from "../relations/notify-viewers.ts";

/** One picture in every size, as WebP. */
export type AvatarImages = Readonly<Record<AvatarSize, Buffer>>;

/** A picture at the host platform that is due to be fetched. */
export interface DueAvatar {
  readonly userId: string;
  readonly url: string;
  /** This attempt and the failed ones before it. */
  readonly attempts: number;
}

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
/** No other server takes a picture while this one may still be fetching it. */
const LEASE = 2 * MINUTE;

const pathOf = (key: string) => `/avatars/${key}`;

/** The installation's secret, created with the first picture: without it, keys cannot be guessed. */
async function loadSecret(tx: Executor): Promise<Buffer> {
  await tx.execute(sql`
    insert into avatar_secret (secret) values (${randomBytes(32)}) on conflict do nothing`);
  const { rows } = await tx.execute<{ secret: Uint8Array }>(sql`select secret from avatar_secret`);
  const [row] = rows;
  if (row === undefined) throw new Error("the secret of avatars is missing");
  return Buffer.from(row.secret);
}

async function keyOf(tx: Executor, userId: string, images: AvatarImages): Promise<string> {
  return createHmac("sha256", await loadSecret(tx))
    .update(`${userId}\0`)
    .update(images[256])
    .digest("base64url");
}

/**
 * Lock order of every transaction: users before sources. So two changes of one user's picture wait, and never deadlock.
 */
const lockUser = (tx: Executor, userId: string) =>
  tx.execute(sql`select from users where id = ${userId} for update`);

/** Shows this picture, or initials. Returns false if it is already shown. */
async function show(tx: Executor, userId: string, images: AvatarImages | null): Promise<boolean> {
  const key = images === null ? null : await keyOf(tx, userId, images);
  const { rows } = await tx.execute(sql`
    update users set avatar_url = ${key === null ? null : pathOf(key)}
    where id = ${userId} and avatar_url is distinct from ${key === null ? null : pathOf(key)} returning id`);
  if (rows.length === 0) return false;
  await tx.execute(sql`delete from avatars where user_id = ${userId}`);
  if (images === null) return true;
  for (const size of avatarSizes) {
    await tx.execute(sql`
      insert into avatars (key, size, user_id, content) values (${key}, ${size}, ${userId}, ${images[size]})`);
  }
  return true;
}

/** Runs a change of a user's picture, and notifies everyone who sees them if it changed something. */
async function changePicture(
  { db, bus }: Platform,
  userId: string,
  change: (tx: Executor) => Promise<boolean>,
): Promise<void> {
  const deliveries = await db.transaction(async (tx) => {
    await lockUser(tx, userId);
    const isChanged = await change(tx);
    return isChanged ? appendEvents(tx, await notifyViewers(tx, userId)) : [];
  });
  bus.deliver(deliveries);
}

/** From now on the user's own choice is shown, until the host platform sets another URL. */
async function stopFollowing(tx: Executor, userId: string): Promise<void> {
  await tx.execute(
    sql`update avatar_sources set is_followed = false, problem = null where user_id = ${userId}`,
  );
}

/** Sets a user's own picture. Returns its path. */
export async function setOwnAvatar(
  ctx: Platform,
  { userId, images }: { userId: string; images: AvatarImages },
): Promise<string> {
  let path = "";
  await changePicture(ctx, userId, async (tx) => {
    await stopFollowing(tx, userId);
    const isChanged = await show(tx, userId, images);
    path = pathOf(await keyOf(tx, userId, images));
    return isChanged;
  });
  return path;
}

/** Removes a user's picture, as part of `users.updateMe`. The caller publishes the events. */
export async function removeOwnAvatar(tx: Executor, userId: string): Promise<void> {
  await lockUser(tx, userId);
  await stopFollowing(tx, userId);
  await show(tx, userId, null);
}

/**
 * Applies what the host platform sets as a user's picture, as part of its update of that user. A new URL is fetched
 * later; what is shown stays until then. Null removes the platform's picture, and keeps one that the user chose.
 * Returns true if the shown picture changed.
 */
export async function followAvatarSource(
  tx: Executor,
  { userId, url, now }: { userId: string; url: string | null; now: Date },
): Promise<boolean> {
  await lockUser(tx, userId);
  if (url === null) {
    const { rows } = await tx.execute<{ is_followed: boolean }>(sql`
      delete from avatar_sources where user_id = ${userId} returning is_followed`);
    return rows[0]?.is_followed === true && (await show(tx, userId, null));
  }
  await tx.execute(sql`
    insert into avatar_sources (user_id, url, due_at) values (${userId}, ${url}, ${now})
    on conflict (user_id) do update set url = excluded.url, due_at = excluded.due_at, is_followed = true,
      attempts = 0, fetched_at = null, problem = null
    where avatar_sources.url <> excluded.url`);
  return false;
}

/** Takes the next picture that is due, for this server alone. Undefined if there is none. */
export async function takeDueAvatar({ db, clock }: Platform): Promise<DueAvatar | undefined> {
  const now = clock.now();
  const { rows } = await db.execute<{ userId: string; url: string; attempts: number }>(sql`
    update avatar_sources set attempts = attempts + 1, due_at = ${new Date(now.getTime() + LEASE)}
    where user_id = (
      select user_id from avatar_sources where is_followed and due_at <= ${now}
      order by due_at limit 1 for update skip locked)
    returning user_id as "userId", url, attempts`);
  return rows[0];
}

/** Whether this URL is still the current one. */
async function isStillFollowed(tx: Executor, { userId, url }: DueAvatar): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select 1 from avatar_sources where user_id = ${userId} and url = ${url} and is_followed for update`);
  return rows.length > 0;
}

/** Stores a fetched picture, and schedules the next fetch in a week. Changes that the user made meanwhile win. */
export async function keepFetchedAvatar(
  ctx: Platform,
  { due, images }: { due: DueAvatar; images: AvatarImages },
): Promise<void> {
  await changePicture(ctx, due.userId, async (tx) => {
    if (!(await isStillFollowed(tx, due))) return false;
    const now = ctx.clock.now();
    await tx.execute(sql`
      update avatar_sources set attempts = 0, problem = null, fetched_at = ${now},
        due_at = ${new Date(now.getTime() + WEEK)} where user_id = ${due.userId}`);
    return show(tx, due.userId, images);
  });
}

/**
 * Stores why a URL returned no picture, for ADMINs, and retries: after 2 minutes, then 4, up to a week. The URL's
 * former picture stays; a new URL without one shows initials.
 */
export async function noteAvatarProblem(
  ctx: Platform,
  { due, problem }: { due: DueAvatar; problem: AvatarProblem },
): Promise<void> {
  await changePicture(ctx, due.userId, async (tx) => {
    if (!(await isStillFollowed(tx, due))) return false;
    const wait = Math.min(MINUTE * 2 ** Math.min(due.attempts, 20), WEEK);
    const { rows } = await tx.execute<{ fetched_at: unknown }>(sql`
      update avatar_sources set problem = ${problem}, due_at = ${new Date(ctx.clock.now().getTime() + wait)}
      where user_id = ${due.userId} returning fetched_at`);
    return rows[0]?.fetched_at === null && (await show(tx, due.userId, null));
  });
}

/** Returns a picture by its key; the key is the permission. */
export async function findAvatar(
  { db, reads }: Platform,
  { key, size }: { key: string; size: AvatarSize },
): Promise<Buffer | undefined> {
  const { rows } = await reads.run(() =>
    db.execute<{ content: Uint8Array }>(sql`
      select content from avatars where key = ${key} and size = ${size}`),
  );
  const [row] = rows;
  return row === undefined ? undefined : Buffer.from(row.content);
}
