import { createHmac } from "node:crypto";
import { type AvatarProblem, type AvatarSize, avatarSizes } from "@parley/contract/avatars";
import type { Executor } from "@parley/db/database";
import { loadSecret } from "@parley/db/load-secret";
import { avatars, avatarSecret, avatarSources, users } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { and, eq, ne, sql } from "drizzle-orm";
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

/** Keys cannot be guessed without the installation's secret. */
async function keyOf(tx: Executor, userId: string, images: AvatarImages): Promise<string> {
  return createHmac("sha256", await loadSecret(tx, avatarSecret))
    .update(`${userId}\0`)
    .update(images[256])
    .digest("base64url");
}

/**
 * Lock order of every transaction: users before sources. So two changes of one user's picture wait, and never deadlock.
 */
const lockUser = (tx: Executor, userId: string) =>
  tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");

/** Shows this picture, or initials. Returns false if it is already shown. */
async function show(tx: Executor, userId: string, images: AvatarImages | null): Promise<boolean> {
  const shown = images && { images, key: await keyOf(tx, userId, images) };
  const avatarUrl = shown && pathOf(shown.key);
  const changed = await tx
    .update(users)
    .set({ avatarUrl })
    .where(and(eq(users.id, userId), sql`${users.avatarUrl} is distinct from ${avatarUrl}`))
    .returning({ id: users.id });
  if (changed.length === 0) return false;
  await tx.delete(avatars).where(eq(avatars.userId, userId));
  if (shown === null) return true;
  for (const size of avatarSizes) {
    await tx.insert(avatars).values({ key: shown.key, size, userId, content: shown.images[size] });
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
    return isChanged ? appendEvents(tx, await notifyViewers(tx, [userId])) : [];
  });
  bus.deliver(deliveries);
}

/** From now on the user's own choice is shown, until the host platform sets another URL. */
async function stopFollowing(tx: Executor, userId: string): Promise<void> {
  await tx
    .update(avatarSources)
    .set({ isFollowed: false, problem: null })
    .where(eq(avatarSources.userId, userId));
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
    const [source] = await tx
      .delete(avatarSources)
      .where(eq(avatarSources.userId, userId))
      .returning({ isFollowed: avatarSources.isFollowed });
    return source?.isFollowed === true && (await show(tx, userId, null));
  }
  const source = { url, dueAt: now };
  await tx
    .insert(avatarSources)
    .values({ userId, ...source })
    .onConflictDoUpdate({
      target: avatarSources.userId,
      set: { ...source, isFollowed: true, attempts: 0, fetchedAt: null, problem: null },
      setWhere: ne(avatarSources.url, url),
    });
  return false;
}

const takeDue = statement({
  name: "avatars.take-due",
  row: { userId: avatarSources.userId, url: avatarSources.url, attempts: avatarSources.attempts },
  sql: ({ now, until }: { now: Date; until: Date }) => sql`
    update ${avatarSources} set attempts = attempts + 1, due_at = ${until}
    where user_id = (
      select user_id from ${avatarSources} where is_followed and due_at <= ${now}
      order by due_at limit 1 for update skip locked)
    returning user_id as "userId", url, attempts`,
  examples: [{ now: new Date(0), until: new Date(0) }],
});

/** Takes the next picture that is due, for this server alone. Undefined if there is none. */
export async function takeDueAvatar({ db, clock }: Platform): Promise<DueAvatar | undefined> {
  const now = clock.now();
  const [due] = await takeDue(db, { now, until: new Date(now.getTime() + LEASE) });
  return due;
}

/** Whether this URL is still the current one. */
async function isStillFollowed(tx: Executor, { userId, url }: DueAvatar): Promise<boolean> {
  const rows = await tx
    .select({ userId: avatarSources.userId })
    .from(avatarSources)
    .where(
      and(eq(avatarSources.userId, userId), eq(avatarSources.url, url), avatarSources.isFollowed),
    )
    .for("update");
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
    const dueAt = new Date(now.getTime() + WEEK);
    await tx
      .update(avatarSources)
      .set({ attempts: 0, problem: null, fetchedAt: now, dueAt })
      .where(eq(avatarSources.userId, due.userId));
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
    const dueAt = new Date(ctx.clock.now().getTime() + wait);
    const [source] = await tx
      .update(avatarSources)
      .set({ problem, dueAt })
      .where(eq(avatarSources.userId, due.userId))
      .returning({ fetchedAt: avatarSources.fetchedAt });
    return source?.fetchedAt === null && (await show(tx, due.userId, null));
  });
}

/** Returns a picture by its key; the key is the permission. */
export async function findAvatar(
  { db, reads }: Platform,
  { key, size }: { key: string; size: AvatarSize },
): Promise<Buffer | undefined> {
  const [row] = await reads.run(() =>
    db
      .select({ content: avatars.content })
      .from(avatars)
      .where(and(eq(avatars.key, key), eq(avatars.size, size))),
  );
  return row?.content;
}
