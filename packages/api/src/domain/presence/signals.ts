import type { Signal } from "@parley/contract/events";
import { limits } from "@parley/contract/limits";
import { createMailbox } from "../../bus/mailbox.ts";
import { announceArrival, announceLeaving } from "./publish-presence.ts";
import { presenceAudience } from "../relations/presence-audience.ts";
import { pause } from "../pause.ts";
import type { StreamContext } from "../stream/read/stream.ts";
import { type CallerWatch, watchCaller } from "../users/watch-caller.ts";

const online = (userId: string): Signal => ({
  type: "presence",
  presence: { userId, state: "online", lastSeenAt: null },
});

/** How often a coming or going is said again that could not be said, and how long after, in milliseconds. */
const AGAIN = { tries: 10, after: 500 } as const;

/** Says that the caller came, or went, until it is said or is no longer so. Presence is a hint: a fault is noted. */
async function insist(ctx: StreamContext, isHere: boolean, say: () => Promise<void>) {
  const isStillSo = async () => (await ctx.presence.online([ctx.actor.id])).size === Number(isHere);
  for (let tries = 0; tries < AGAIN.tries; tries += 1) {
    try {
      if (tries === 0 || (await isStillSo())) await say();
      return;
    } catch (cause) {
      ctx.onFault?.({ requestId: ctx.requestId, path: "events.signals", cause });
      await pause(AGAIN.after * (0.5 + Math.random()));
    }
  }
}

/**
 * One connection of the caller, for as long as it lasts. An arrival is announced to those who are asked for anyway,
 * as long as they are the ones of this moment.
 */
function enter(ctx: StreamContext, audienceNow: () => Promise<string[]> | undefined) {
  return ctx.presence.enter(ctx.actor.id, {
    onArrive: () => insist(ctx, true, () => announceArrival(ctx, audienceNow())),
    onLeave: () => insist(ctx, false, () => announceLeaving(ctx)),
  });
}

/** Those of some people who are online. */
async function findPresent(ctx: StreamContext, audience: readonly string[]): Promise<string[]> {
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
  // Who is there can wait: streams that resume at the same moment go first.
  const askForAudience = async () => {
    await ctx.bus.ready(ctx.actor.id);
    return ctx.reads.run(() => presenceAudience(ctx));
  };
  let audience: Promise<string[]> | undefined = askForAudience();
  audience.catch(() => undefined);
  const leaveBoard = enter(ctx, () => audience);
  try {
    const known = await audience.finally(() => (audience = undefined));
    for (const userId of await ctx.reads.run(() => findPresent(ctx, known))) yield online(userId);
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
