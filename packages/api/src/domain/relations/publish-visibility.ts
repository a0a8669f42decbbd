import type { Presence } from "@parley/contract/people";
import { users } from "@parley/db/schema";
import { and } from "drizzle-orm";
import { isAnyOf } from "../any-of.ts";
import type { Platform } from "../context.ts";

/** Two users who begin or cease to see each other's presence. */
export interface VisibilityChange {
  readonly one: string;
  readonly other: string;
  readonly state: Presence["state"];
}

/** Returns those of the given users who share their presence. */
async function sharingOf(
  ctx: Platform,
  userIds: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const rows = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(isAnyOf(users.id, [...userIds]), users.sharesPresence));
  return new Set(rows.map(({ id }) => id));
}

/**
 * Publishes presence signals for connected users whose visibility changed, not their connection. Recipients see them as
 * any other presence change. Not coordinated between processes: each publishes its own change.
 */
export async function publishVisibility(
  ctx: Platform,
  changes: readonly VisibilityChange[],
): Promise<void> {
  const online = await ctx.presence.online([
    ...new Set(changes.flatMap(({ one, other }) => [one, other])),
  ]);
  const shown = changes.flatMap(({ one, other, state }) => [
    { userId: one, viewerId: other, state },
    { userId: other, viewerId: one, state },
  ]);
  const byPerson = Map.groupBy(
    shown.filter(({ userId }) => online.has(userId)),
    ({ userId, state }) => `${state} ${userId}`,
  );
  for (const seen of byPerson.values()) {
    const [first] = seen;
    if (first === undefined) continue;
    const presence = { userId: first.userId, state: first.state, lastSeenAt: null };
    const userIds = seen.map(({ viewerId }) => viewerId);
    ctx.bus.signal({ userIds, signal: { type: "presence", presence } });
  }
}

/** The same for pairs of which both share their presence. */
export async function publishSharedVisibility(
  ctx: Platform,
  changes: readonly VisibilityChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const sharing = await sharingOf(ctx, new Set(changes.flatMap(({ one, other }) => [one, other])));
  await publishVisibility(
    ctx,
    changes.filter(({ one, other }) => sharing.has(one) && sharing.has(other)),
  );
}
