import type { StreamInput } from "@parley/contract/events";
import { limits } from "@parley/contract/limits";
import type { Delivery } from "../../../bus/bus.ts";
import { createMailbox, type Mailbox } from "../../../bus/mailbox.ts";
import type { ActorContext, UserSession } from "../../context.ts";
import { DomainError, orNotFound } from "../../errors.ts";
import { pause } from "../../pause.ts";
import { type NumberedEvent, readLog } from "./read-log.ts";
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

/** Poll interval under backpressure, and retry delay while the database is unavailable, in milliseconds. */
const DELAY = { backpressure: 20, unavailable: 500 } as const;

const hasRoom = ({ ctx }: Subscription) => (ctx.bufferedBytes?.() ?? 0) <= limits.socketBufferMax;

/** Waits until the socket has room, so that a slow reader costs a bounded amount of memory. */
async function untilRoom(subscription: Subscription) {
  const { signal } = subscription;
  while (!hasRoom(subscription) && !signal.aborted) await pause(DELAY.backpressure, signal);
}

/** Retries a read until the database answers. A generator that throws would end the subscription for good. */
async function withRetry<Result>({ ctx, signal }: Subscription, read: () => Promise<Result>) {
  while (!signal.aborted) {
    try {
      return await read();
    } catch (cause) {
      if (cause instanceof DomainError) throw cause;
      ctx.onFault?.({ requestId: ctx.requestId, path: "events.stream", cause });
      await pause(DELAY.unavailable * (0.5 + Math.random()), signal);
    }
  }
  return undefined;
}

/** The `resync` event, with the sequence number from which the stream continues. */
function resyncAt({ ctx }: Subscription, seq: number): NumberedEvent {
  ctx.meter.resynced();
  return { seq, event: { type: "resync" } };
}

/**
 * Waits until the caller may receive events. A caller who may not gets nothing from here on, and the stream does not end
 * either: a client would not reconnect to a stream that ended, and the host closes the connection.
 */
async function untilAllowed(subscription: Subscription): Promise<StreamContext | undefined> {
  const { caller, signal } = subscription;
  while (!signal.aborted) {
    const ctx = await withRetry(subscription, () => caller.current());
    if (ctx !== undefined) return ctx;
    // The subscription may have ended during the check, and nothing would wake it again.
    if (!signal.aborted) await caller.changed();
  }
  return undefined;
}

/** Before each event: waits for room in the socket and for permission. Undefined if the subscription has ended. */
async function receiver(subscription: Subscription): Promise<StreamContext | undefined> {
  await untilRoom(subscription);
  return untilAllowed(subscription);
}

/** Yields every event after the cursor, or `resync` if the log was trimmed beyond it. Returns the new cursor. */
async function* catchUp(subscription: Subscription, from: number) {
  let cursor = from;
  for (;;) {
    const ctx = await untilAllowed(subscription);
    const page = ctx && (await withRetry(subscription, () => readLog(ctx, cursor)));
    if (page === undefined) return cursor;
    if (page.kind === "cut") {
      yield resyncAt(subscription, page.head);
      cursor = page.head;
      continue;
    }
    let isCurrent = true;
    for (const event of page.events) {
      // A page holds what its reader might see when it was loaded: after a change of the account the rest is loaded again.
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

/**
 * A client without a cursor fetches everything and continues from the head. Every later event reaches the mailbox, which
 * is filled since before this: the log is not read.
 */
async function* beginAtHead(subscription: Subscription) {
  const { ctx } = subscription;
  const head = await withRetry(subscription, async () =>
    orNotFound(await ctx.heads.load(ctx.actor.id)),
  );
  if (head !== undefined) yield resyncAt(subscription, head);
  return head ?? 0;
}

/** Whether an event may be sent now. Nearly always it may, and then nothing is awaited. */
const maySend = (subscription: Subscription) =>
  hasRoom(subscription) && subscription.caller.known() !== undefined;

/** Waits for the event after the cursor. Undefined at a gap, which is then read from the log. */
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
    if (maySend(subscription) || (await receiver(subscription)) !== undefined)
      return { seq, event };
    return undefined;
  }
}

/**
 * Yields the caller's events after the cursor, each once and in order, until `signal` aborts. Subscribes first, then
 * reads the log, then delivers live events; at any gap it reads the log again.
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
    // A resume reads the log at once: it costs less than a first load, and goes before it.
    let cursor =
      input.lastEventId == null
        ? yield* beginAtHead(subscription)
        : yield* catchUp(subscription, Number(input.lastEventId));
    while (!subscription.signal.aborted) {
      const next = await nextLive(subscription, cursor);
      if (next === undefined) {
        cursor = yield* catchUp(subscription, cursor);
      } else {
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
