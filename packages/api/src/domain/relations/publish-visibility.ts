import type { Presence } from "@parley/contract/people";
import { sql } from "drizzle-orm";
import type { Platform } from "../context.ts";

/** Two people who begin to see each other come and go, or no longer do. */
export interface Sight {
  readonly one: string;
  readonly other: string;
  readonly state: Presence["state"];
}

/** Those of some people who share their presence. */
async function sharingOf(
  ctx: Platform,
  userIds: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select id from users where id = any(${sql.param([...userIds])}::text[]) and shares_presence`);
  return new Set(rows.map(({ id }) => id));
}

/**
 * Shows people that somebody who is connected came or went, where it is not the person but what may be seen of
 * them that changed. For the eye it is like any other coming and going. Nobody is asked to agree: what two
 * processes say of one person at once, each says of its own change.
 */
export async function showSights(ctx: Platform, sights: readonly Sight[]): Promise<void> {
  const online = await ctx.presence.online([
    ...new Set(sights.flatMap(({ one, other }) => [one, other])),
  ]);
  const shown = sights.flatMap(({ one, other, state }) => [
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

/** The same, where both of the two share their presence. */
export async function showSharedSights(ctx: Platform, sights: readonly Sight[]): Promise<void> {
  if (sights.length === 0) return;
  const sharing = await sharingOf(ctx, new Set(sights.flatMap(({ one, other }) => [one, other])));
  await showSights(
    ctx,
    sights.filter(({ one, other }) => sharing.has(one) && sharing.has(other)),
  );
}
