import type { Signal } from "@parley/contract/events";
import { limits } from "@parley/contract/limits";
import { createMailbox } from "../../events/mailbox.ts";
import { announceArrival, announceLeaving } from "./announce.ts";
import { presenceAudience } from "./audience.ts";
import type { StreamContext } from "./stream.ts";
import { type CallerWatch, watchCaller } from "./watch-caller.ts";

const online = (userId: string): Signal => ({
  type: "presence",
  presence: { userId, state: "online", lastSeenAt: null },
});

/** One connection of the caller, for as long as it lasts. Presence is a hint: a fault is noted, no more. */
function enter(ctx: StreamContext) {
  const note = (cause: unknown) =>
    ctx.onFault?.({ requestId: ctx.requestId, path: "events.signals", cause });
  return ctx.presence.enter(ctx.actor.id, {
    onArrive: () => announceArrival(ctx).catch(note),
    onLeave: () => announceLeaving(ctx).catch(note),
  });
}

/** Everybody visible to the caller who is online. */
async function findPresent(ctx: StreamContext): Promise<string[]> {
  const audience = await presenceAudience(ctx);
  const present = await ctx.presence.online(audience);
  return audience.filter((userId) => present.has(userId));
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
    await ctx.bus.ready(ctx.actor.id);
    // Who is there can wait: streams that resume at the same moment go first.
    for (const userId of await ctx.reads.run(() => findPresent(ctx))) yield online(userId);
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
