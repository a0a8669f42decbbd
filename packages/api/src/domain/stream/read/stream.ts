import type { StreamInput } from "@parley/contract/events";
import { limits } from "@parley/contract/limits";
import { streams } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import type { Delivery } from "../../../bus/bus.ts";
import { createMailbox, type Mailbox } from "../../../bus/mailbox.ts";
import type { ActorContext, UserSession } from "../../context.ts";
import { DomainError, orNotFound } from "../../errors.ts";
import { pause } from "../../pause.ts";
import type { NumberedEvent } from "./numbered-event.ts";
import { readLog } from "./read-log.ts";
import { type CallerWatch, watchCaller } from "../../users/watch-caller.ts";

export interface StreamContext extends ActorContext {
  readonly session: UserSession;
  readonly bufferedBytes?: (() => number) | undefined;
  readonly onFault?:
    | ((fault: { requestId: string; path: string; cause: unknown }) => void)
    | undefined;
  readonly requestId: string;
}

interface Subscription {
  readonly ctx: StreamContext;
  readonly caller: CallerWatch<StreamContext>;
  readonly mailbox: Mailbox<Delivery>;
  readonly signal: AbortSignal;
}

/** How long a socket that is full, or a database that is away, is left alone, in milliseconds. */
const BREATH = { full: 20, away: 500 } as const;

/** Where the caller's log ends now. */
async function headOf(ctx: StreamContext): Promise<number> {
  const [row] = await ctx.db
    .select({ head: streams.head })
    .from(streams)
    .where(eq(streams.userId, ctx.actor.id));
  return orNotFound(row).head;
}

const hasRoom = ({ ctx }: Subscription) => (ctx.bufferedBytes?.() ?? 0) <= limits.socketBufferMax;

/** Waits until the socket has room, so that a slow reader costs a bounded amount of memory. */
async function untilRoom(subscription: Subscription) {
  const { signal } = subscription;
  while (!hasRoom(subscription) && !signal.aborted) await pause(BREATH.full, signal);
}

/** Runs a read until the database answers. A generator that throws would end the subscription for good. */
async function persistently<Result>({ ctx, signal }: Subscription, read: () => Promise<Result>) {
  while (!signal.aborted) {
    try {
      return await read();
    } catch (cause) {
      if (cause instanceof DomainError) throw cause;
      ctx.onFault?.({ requestId: ctx.requestId, path: "events.stream", cause });
      await pause(BREATH.away * (0.5 + Math.random()), signal);
    }
  }
  return undefined;
}

/** The word that the client must fetch, under the number from which it goes on. */
function resyncAt({ ctx }: Subscription, seq: number): NumberedEvent {
  ctx.meter.resynced();
  return { seq, event: { type: "resync" } };
}

/**
 * The caller as they are now. Whoever may not be served any more gets nothing from here on, and no end either: a
 * client would not come back to a stream that ended, and it is the host that closes what carries it.
 */
async function untilAllowed(subscription: Subscription): Promise<StreamContext | undefined> {
  const { caller, signal } = subscription;
  while (!signal.aborted) {
    const ctx = await persistently(subscription, () => caller.current());
    if (ctx !== undefined) return ctx;
    await caller.changed();
  }
  return undefined;
}

/** Before each event that leaves: room for it, and who gets it. Undefined where the subscription is over. */
async function receiver(subscription: Subscription): Promise<StreamContext | undefined> {
  await untilRoom(subscription);
  return untilAllowed(subscription);
}

/** Everything in the log behind the cursor, or `resync` where the log does not reach back to it. Returns where it ends. */
async function* catchUp(subscription: Subscription, from: number) {
  let cursor = from;
  for (;;) {
    const ctx = await untilAllowed(subscription);
    const page = ctx && (await persistently(subscription, () => readLog(ctx, cursor)));
    if (page === undefined) return cursor;
    if (page.kind === "cut") {
      yield resyncAt(subscription, page.head);
      cursor = page.head;
      continue;
    }
    let isCurrent = true;
    for (const event of page.events) {
      // A page shows what its reader might see then: after a change of theirs the rest is read anew.
      isCurrent = (await receiver(subscription)) === ctx;
      if (!isCurrent) break;
      yield event;
      cursor = event.seq;
    }
    if (!isCurrent) continue;
    cursor = page.readTo;
    if (!page.isFull) return cursor;
  }
}

/** The first load of a client: it fetches everything, and goes on from here. It waits its turn, as its reads do. */
async function* beginAtHead(subscription: Subscription) {
  const { ctx } = subscription;
  const head = await persistently(subscription, () => ctx.reads.run(() => headOf(ctx)));
  if (head !== undefined) yield resyncAt(subscription, head);
  return head ?? 0;
}

/** Whether an event may leave this moment. Nearly always it may, and then nothing is awaited. */
const mayLeave = (subscription: Subscription) =>
  hasRoom(subscription) && subscription.caller.known() !== undefined;

/** What follows the cursor, as soon as it arrives. Undefined at a gap: the log knows what is missing. */
async function nextLive(
  subscription: Subscription,
  cursor: number,
): Promise<NumberedEvent | undefined> {
  for (;;) {
    const taken = await subscription.mailbox.take();
    if (taken.kind === "overflow") subscription.ctx.meter.mailboxOverflowed();
    if (taken.kind !== "item") return undefined;
    const { seq, event } = taken.item;
    if (seq <= cursor) continue;
    if (seq > cursor + 1 || event === undefined) return undefined;
    if (mayLeave(subscription) || (await receiver(subscription)) !== undefined)
      return { seq, event };
    return undefined;
  }
}

/**
 * Everything that durably happens to the caller after the cursor, each event once and in order, until
 * `signal` aborts. Listens first, then reads the log, then goes live; at any gap it reads the log again.
 */
export async function* stream({
  ctx,
  input,
  signal,
}: {
  ctx: StreamContext;
  input: StreamInput;
  signal: AbortSignal | undefined;
}): AsyncGenerator<NumberedEvent, void, void> {
  const mailbox = createMailbox<Delivery>(limits.mailboxMax);
  const caller = watchCaller(ctx);
  const subscription = { ctx, caller, mailbox, signal: signal ?? new AbortController().signal };
  const stopListening = ctx.bus.listen(ctx.actor.id, { onEvent: mailbox.put });
  subscription.signal.addEventListener("abort", mailbox.close, { once: true });
  subscription.signal.addEventListener("abort", caller.wake, { once: true });
  try {
    await ctx.bus.ready(ctx.actor.id);
    // A resume reads the log at once: that costs less than a first load, and goes before it.
    let cursor =
      input.lastEventId == null ? yield* beginAtHead(subscription) : Number(input.lastEventId);
    while (!subscription.signal.aborted) {
      cursor = yield* catchUp(subscription, cursor);
      for (;;) {
        const next = await nextLive(subscription, cursor);
        if (next === undefined) break;
        yield next;
        cursor = next.seq;
      }
    }
  } finally {
    stopListening();
    caller.stop();
    mailbox.close();
  }
}
