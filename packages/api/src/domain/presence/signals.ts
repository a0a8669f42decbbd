import type { Signal } from "@parley/contract/events";
import { limits } from "@parley/contract/limits";
import { createMailbox } from "../../bus/mailbox.ts";
import { presenceAudience, publishOnline, publishOffline } from "./publish-presence.ts";
import { pause } from "../pause.ts";
import type { StreamContext } from "../stream/read/stream.ts";
import { type CallerWatch, watchCaller } from "../users/watch-caller.ts";

const online = (userId: string): Signal => ({
  type: "presence",
  presence: { userId, state: "online", lastSeenAt: null },
});

/** Retry policy for presence changes that could not be published; the delay is in milliseconds. */
const RETRY = { tries: 10, after: 500 } as const;

/** Publishes a presence change, with retries until it succeeds or is no longer true. A fault is reported, not thrown. */
async function publishWithRetry(ctx: StreamContext, isHere: boolean, say: () => Promise<void>) {
  const isStillSo = async () => (await ctx.presence.online([ctx.actor.id])).size === Number(isHere);
  for (let tries = 0; tries < RETRY.tries; tries += 1) {
    try {
      if (tries === 0 || (await isStillSo())) await say();
      return;
    } catch (cause) {
      ctx.onFault?.({ requestId: ctx.requestId, path: "events.signals", cause });
      await pause(RETRY.after * (0.5 + Math.random()));
    }
  }
}

/**
 * Registers one connection of the caller. Online is published to the audience that is being loaded anyway, if it is
 * still current.
 */
function enter(ctx: StreamContext, audienceNow: () => Promise<string[]> | undefined) {
  return ctx.presence.enter(ctx.actor.id, {
    onArrive: () => publishWithRetry(ctx, true, () => publishOnline(ctx, audienceNow())),
    onLeave: () => publishWithRetry(ctx, false, () => publishOffline(ctx)),
  });
}

/** Returns those of the given users who are online. */
async function findPresent(ctx: StreamContext, audience: readonly string[]): Promise<string[]> {
  const present = await ctx.presence.online(audience);
  return audience.filter((userId) => present.has(userId));
}

/** Whether the caller may still receive signals. While the database is unavailable, a signal is dropped. */
const mayReceive = (caller: CallerWatch<StreamContext>, ctx: StreamContext): Promise<boolean> =>
  caller.current().then(
    (current) => current !== undefined,
    (cause: unknown) => {
      ctx.onFault?.({ requestId: ctx.requestId, path: "events.signals", cause });
      return false;
    },
  );

/**
 * Typing and presence from now on, beginning with every visible user who is online. While this runs the caller counts as
 * online. Under backpressure signals are dropped: each expires or is repeated automatically.
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
  // The presence list can wait: streams that resume at the same moment go first.
  const askForAudience = async () => {
    await ctx.bus.ready(ctx.actor.id);
    return presenceAudience(ctx);
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
      if (taken.kind === "item" && hasRoom && (await mayReceive(caller, ctx))) yield taken.item;
    }
  } finally {
    leaveBoard();
    caller.stop();
    stopListening();
    mailbox.close();
  }
}
