import type { Signal } from "@parley/contract/events";
import type { Presence } from "@parley/contract/people";
import { limits } from "@parley/contract/limits";
import { users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { createMailbox } from "../../events/mailbox.ts";
import { presenceAudience } from "./audience.ts";
import type { StreamContext } from "./stream.ts";
import { type CallerWatch, watchCaller } from "./watch-caller.ts";

const online = (userId: string): Signal => ({
  type: "presence",
  presence: { userId, state: "online", lastSeenAt: null },
});

/** Tells everybody who may know that the caller came or went. */
async function announce(ctx: StreamContext, presence: Presence) {
  const userIds = await presenceAudience(ctx);
  ctx.bus.signal({ userIds, signal: { type: "presence", presence } });
}

async function leave(ctx: StreamContext) {
  const lastSeenAt = ctx.clock.now();
  const userId = ctx.actor.id;
  await ctx.db.update(users).set({ lastSeenAt }).where(eq(users.id, userId));
  await announce(ctx, { userId, state: "offline", lastSeenAt: lastSeenAt.toISOString() });
}

/** One connection of the caller, for as long as it lasts. Presence is a hint: a fault is noted, no more. */
function enter(ctx: StreamContext) {
  const userId = ctx.actor.id;
  const note = (cause: unknown) =>
    ctx.onFault?.({ requestId: ctx.requestId, path: "events.signals", cause });
  return ctx.presence.enter(userId, {
    onArrive: () => void announce(ctx, { userId, state: "online", lastSeenAt: null }).catch(note),
    onLeave: () => void leave(ctx).catch(note),
  });
}

/** Whether the caller is still to be served. While the database cannot say, a signal is dropped. */
const mayHear = (caller: CallerWatch<StreamContext>, ctx: StreamContext): Promise<boolean> =>
  caller.current().then(
    (current) => current !== undefined,
    (cause: unknown) => {
      ctx.onFault?.({ requestId: ctx.requestId, path: "events.signals", cause });
      return false;
    },
  );

/**
 * Who types and who is there, from now on, beginning with everybody visible who is online. While this runs
 * the caller counts as online. Under pressure signals are dropped: each ends or is repeated by itself.
 */
export async function* signals({
  ctx,
  signal,
}: {
  ctx: StreamContext;
  signal: AbortSignal | undefined;
}): AsyncGenerator<Signal, void, void> {
  const mailbox = createMailbox<Signal>(limits.mailboxMax);
  const stopListening = ctx.bus.listen(ctx.actor.id, { onSignal: mailbox.put });
  signal?.addEventListener("abort", mailbox.close, { once: true });
  const caller = watchCaller(ctx);
  const leaveBoard = enter(ctx);
  try {
    const audience = await presenceAudience(ctx);
    for (const userId of audience) if (ctx.presence.isOnline(userId)) yield online(userId);
    for (;;) {
      const taken = await mailbox.take();
      if (taken.kind === "closed") return;
      const hasRoom = (ctx.bufferedBytes?.() ?? 0) <= limits.socketBufferMax;
      if (taken.kind === "item" && hasRoom && (await mayHear(caller, ctx))) yield taken.item;
    }
  } finally {
    leaveBoard();
    caller.stop();
    stopListening();
    mailbox.close();
  }
}
