import type { Presence } from "@parley/contract/people";
import { users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import type { ActorContext, Platform } from "../context.ts";
import { presenceAudience } from "../relations/presence-audience.ts";

/** Tells everybody who may know how it is with the actor's presence. */
function tell(
  ctx: ActorContext,
  { userIds, ...presence }: Omit<Presence, "userId"> & { userIds: readonly string[] },
) {
  const signal = { type: "presence", presence: { ...presence, userId: ctx.actor.id } } as const;
  ctx.bus.signal({ userIds, signal });
}

/** Says that the actor is there. Whoever has just asked who may know it passes that on. */
export async function announceArrival(
  ctx: ActorContext,
  audience: Promise<readonly string[]> = presenceAudience(ctx),
): Promise<void> {
  tell(ctx, { userIds: await audience, state: "online", lastSeenAt: null });
}

/**
 * Says that the actor went, and when. Whoever comes back while this is said is announced once more, so that
 * the last word is the true one.
 */
export async function announceLeaving(ctx: ActorContext): Promise<void> {
  const lastSeenAt = ctx.clock.now();
  const userId = ctx.actor.id;
  await ctx.db.update(users).set({ lastSeenAt }).where(eq(users.id, userId));
  const userIds = await presenceAudience(ctx);
  tell(ctx, { userIds, state: "offline", lastSeenAt: lastSeenAt.toISOString() });
  if ((await ctx.presence.online([userId])).has(userId)) await announceArrival(ctx);
}

/** The same for people whose server died with their connections. One after the other: there may be thousands. */
export async function announceLost(ctx: Platform, userIds: readonly string[]): Promise<void> {
  for (const id of userIds) {
    const [user] = await ctx.db.select().from(users).where(eq(users.id, id));
    if (user === undefined) continue;
    const { role, sharesPresence, sharesReceipts } = user;
    await announceLeaving({
      ...ctx,
      actor: { kind: "user", id, role, sharesPresence, sharesReceipts },
    });
  }
}
