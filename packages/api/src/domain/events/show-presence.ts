import type { Presence } from "@parley/contract/people";
import type { ActorContext, Platform } from "../context.ts";
import { presenceAudience } from "./audience.ts";

/** Whether the caller and another person see each other come and go. */
export const seesPresence = async (ctx: ActorContext, userId: string): Promise<boolean> =>
  ctx.actor.sharesPresence && (await presenceAudience(ctx)).includes(userId);

/**
 * Shows some viewers that a connected person came or went, where it is not the person but what may be seen
 * of them that changed. For the eye it is like any other coming and going.
 */
export async function showPresence(
  ctx: Platform,
  {
    userId,
    state,
    viewers,
  }: { userId: string; state: Presence["state"]; viewers: readonly string[] },
): Promise<void> {
  const online = await ctx.presence.online([userId]);
  if (!online.has(userId)) return;
  const presence = { userId, state, lastSeenAt: null };
  ctx.bus.signal({ userIds: viewers, signal: { type: "presence", presence } });
}

/** The same for two people, each of whom sees the other. */
export async function showEachOther(
  ctx: Platform,
  { one, other, state }: { one: string; other: string; state: Presence["state"] },
): Promise<void> {
  await showPresence(ctx, { userId: one, state, viewers: [other] });
  await showPresence(ctx, { userId: other, state, viewers: [one] });
}
