import type { Presence } from "@parley/contract/people";
import { users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import type { ActorContext, Platform } from "../context.ts";

/** Those who see the presence of the actor, now. */
export const presenceAudience = async ({ actor, audiences }: ActorContext): Promise<string[]> =>
  (await audiences.load(actor.id)) ?? [];

/** Publishes the actor's presence to the given users. */
function publish(
  ctx: ActorContext,
  { userIds, ...presence }: Omit<Presence, "userId"> & { userIds: readonly string[] },
) {
  const signal = { type: "presence", presence: { ...presence, userId: ctx.actor.id } } as const;
  ctx.bus.signal({ userIds, signal });
}

/** Publishes that the actor is online. A caller that has just loaded the audience passes it. */
export async function publishOnline(
  ctx: ActorContext,
  audience: Promise<readonly string[]> = presenceAudience(ctx),
): Promise<void> {
  publish(ctx, { userIds: await audience, state: "online", lastSeenAt: null });
}

/**
 * Publishes that the actor went offline, and when. If the actor comes back meanwhile, online is published once more, so
 * that the last signal is the true one.
 */
export async function publishOffline(ctx: ActorContext): Promise<void> {
  const lastSeenAt = ctx.clock.now();
  const userId = ctx.actor.id;
  await ctx.db.update(users).set({ lastSeenAt }).where(eq(users.id, userId));
  const userIds = await presenceAudience(ctx);
  publish(ctx, { userIds, state: "offline", lastSeenAt: lastSeenAt.toISOString() });
  if ((await ctx.presence.online([userId])).has(userId)) await publishOnline(ctx);
}

/** The same for users whose server died with their connections. Sequential: there may be thousands. */
export async function publishLost(ctx: Platform, userIds: readonly string[]): Promise<void> {
  for (const id of userIds) {
    const [user] = await ctx.db.select().from(users).where(eq(users.id, id));
    if (user === undefined) continue;
    const { role, sharesPresence, sharesReceipts } = user;
    await publishOffline({
      ...ctx,
      actor: { kind: "user", id, role, sharesPresence, sharesReceipts },
    });
  }
}
