import { coalesce } from "@parley/concurrency/coalesce";
import type { Delivery, SignalDelivery } from "./bus.ts";
import { joinEvents, stripLargeFanout } from "./inline-events.ts";
import type { Hint, Notification, Transport } from "./transport.ts";

/** Bound of queued signals. Excess ones are dropped: each expires or is repeated automatically. */
const SIGNALS_MAX = 1_000;
/** Bound of queued hints, one a user. Excess ones are dropped: the reconcilers of the other processes find them. */
const HINTS_MAX = 100_000;

/** Publishes notifications through a transport. What waits is merged: one hint a user, however many events. */
export interface Publisher {
  deliver(deliveries: readonly Delivery[], moment: Pick<Hint, "at" | "trace">): void;
  signal(signal: SignalDelivery): void;
  authority(userId: string): void;
  /** Asks the other processes to reconcile with the database. */
  requestReconcile(): void;
  /** Resolves once the publication in progress, and what was requested before, has ended. */
  close(): Promise<void>;
}

const join = (one: Hint, other: Hint): Hint => ({
  userId: one.userId,
  first: Math.min(one.first, other.first),
  last: Math.max(one.last, other.last),
  at: Math.min(one.at, other.at),
  trace: one.trace ?? other.trace,
  events: joinEvents(one, other),
});

/** Notifications that wait to be published. */
function createQueue() {
  let hints = new Map<string, Hint>();
  let signals: SignalDelivery[] = [];
  let authority = new Set<string>();
  let mustReconcile = false;

  const add = (hint: Hint) => {
    const waiting = hints.get(hint.userId);
    if (waiting === undefined && hints.size >= HINTS_MAX) return;
    hints.set(hint.userId, waiting === undefined ? hint : join(waiting, hint));
  };

  return {
    get isEmpty() {
      return hints.size === 0 && signals.length === 0 && authority.size === 0 && !mustReconcile;
    },
    hint: add,
    signal(signal: SignalDelivery) {
      if (signals.length < SIGNALS_MAX) signals.push(signal);
    },
    authority: (userId: string) => void authority.add(userId),
    requestReconcile() {
      mustReconcile = true;
    },
    take(): Notification {
      const notification = {
        hints: [...hints.values()],
        signals,
        authority: [...authority],
        reconcile: mustReconcile,
      };
      hints = new Map();
      signals = [];
      authority = new Set();
      mustReconcile = false;
      return notification;
    },
    /** Queues a notification that could not be published again, without its signals. */
    putBack(notification: Notification) {
      // Events are not kept inline, since they may be queued for long: they are in the log.
      for (const { events: _, ...hint } of notification.hints) add(hint);
      for (const userId of notification.authority) authority.add(userId);
      mustReconcile ||= notification.reconcile;
    },
  };
}

/**
 * One publication at a time: what arrives meanwhile goes together in the next, as does what is queued in the same turn of
 * the event loop. A single event is therefore not delayed, and a thousand cost no more than a few. What could not be
 * published goes with the next notification.
 */
export function createPublisher({
  publish,
  onFault,
}: {
  publish: Transport["publish"];
  onFault: (fault: unknown) => void;
}): Publisher {
  const queue = createQueue();
  let hasFailed = false;
  let isClosed = false;

  const publishQueue = coalesce(async () => {
    if (queue.isEmpty || hasFailed) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    const notification = queue.take();
    try {
      await publish(notification);
    } catch (fault) {
      queue.putBack(notification);
      hasFailed = true;
      if (!isClosed) onFault(fault);
    }
  });
  const request = () => {
    if (isClosed) return;
    hasFailed = false;
    void publishQueue();
  };

  return {
    deliver(deliveries, moment) {
      for (const { userId, seq, first = seq, event } of stripLargeFanout(deliveries)) {
        const events = event === undefined ? undefined : [event];
        queue.hint({ userId, first, last: seq, events, ...moment });
      }
      request();
    },
    signal(signal) {
      if (signal.userIds.length === 0) return;
      queue.signal(signal);
      request();
    },
    authority(userId) {
      queue.authority(userId);
      request();
    },
    requestReconcile() {
      queue.requestReconcile();
      request();
    },
    close() {
      isClosed = true;
      return publishQueue();
    },
  };
}
