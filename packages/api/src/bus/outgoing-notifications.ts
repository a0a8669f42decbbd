import type { Delivery, SignalDelivery } from "./bus.ts";
import type { Hint, Notification } from "./transport.ts";
import { joinEvents } from "./inline-events.ts";

/** Bound of queued signals. Excess ones are dropped: each expires or is repeated automatically. */
const SIGNALS_MAX = 1_000;
/** Bound of queued hints, one a user. Excess ones are dropped: the reconcilers of the other processes find them. */
const HINTS_MAX = 100_000;

/** Notifications that wait to be published, merged: one hint a user, however many events. */
export interface OutgoingNotifications {
  readonly isEmpty: boolean;
  deliver(delivery: Delivery, at: Pick<Hint, "at" | "trace">): void;
  signal(signal: SignalDelivery): void;
  authority(userId: string): void;
  /** The other processes must reconcile with the database. */
  requestReconcile(): void;
  /** Removes and returns everything that waits. */
  take(): Notification;
  /** Queues a notification that could not be published again, without its signals. */
  putBack(notification: Notification): void;
}

const join = (one: Hint, other: Hint): Hint => ({
  userId: one.userId,
  first: Math.min(one.first, other.first),
  last: Math.max(one.last, other.last),
  at: Math.min(one.at, other.at),
  trace: one.trace ?? other.trace,
  events: joinEvents(one, other),
});

export function createOutgoingNotifications(): OutgoingNotifications {
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
    deliver({ userId, seq, first = seq, event }, moment) {
      const events = event === undefined ? undefined : [event];
      add({ userId, first, last: seq, events, ...moment });
    },
    signal(signal) {
      if (signals.length < SIGNALS_MAX) signals.push(signal);
    },
    authority: (userId) => void authority.add(userId),
    requestReconcile() {
      mustReconcile = true;
    },
    take() {
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
    putBack(notification) {
      // Events are not kept inline, since they may wait for long: they are in the log.
      for (const { events: _, ...hint } of notification.hints) add(hint);
      for (const userId of notification.authority) authority.add(userId);
      mustReconcile ||= notification.reconcile;
    },
  };
}
