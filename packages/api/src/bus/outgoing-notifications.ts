import type { Delivery, SignalDelivery } from "./bus.ts";
import type { Hint, News } from "./transport.ts";
import { joinEvents } from "./inline-events.ts";

/** Signals that wait; what is more is dropped, since each ends or is repeated by itself. */
const SIGNALS_MAX = 1_000;
/** People with a hint that waits. What is more is dropped: the look of the other processes finds it. */
const HINTS_MAX = 100_000;

/** News that wait to be carried, joined as far as they can be: one hint a person, however many events. */
export interface PendingNews {
  readonly isEmpty: boolean;
  deliver(delivery: Delivery, at: Pick<Hint, "at" | "trace">): void;
  signal(signal: SignalDelivery): void;
  authority(userId: string): void;
  /** The others must look by themselves. */
  look(): void;
  /** Everything that waits. It waits no more. */
  take(): News;
  /** News that could not be carried wait again. Their signals are over. */
  putBack(news: News): void;
}

const join = (one: Hint, other: Hint): Hint => ({
  userId: one.userId,
  first: Math.min(one.first, other.first),
  last: Math.max(one.last, other.last),
  at: Math.min(one.at, other.at),
  trace: one.trace ?? other.trace,
  events: joinEvents(one, other),
});

export function createPendingNews(): PendingNews {
  let hints = new Map<string, Hint>();
  let signals: SignalDelivery[] = [];
  let authority = new Set<string>();
  let mustLook = false;

  const add = (hint: Hint) => {
    const waiting = hints.get(hint.userId);
    if (waiting === undefined && hints.size >= HINTS_MAX) return;
    hints.set(hint.userId, waiting === undefined ? hint : join(waiting, hint));
  };

  return {
    get isEmpty() {
      return hints.size === 0 && signals.length === 0 && authority.size === 0 && !mustLook;
    },
    deliver({ userId, seq, first = seq, event }, moment) {
      const events = event === undefined ? undefined : [event];
      add({ userId, first, last: seq, events, ...moment });
    },
    signal(signal) {
      if (signals.length < SIGNALS_MAX) signals.push(signal);
    },
    authority: (userId) => void authority.add(userId),
    look() {
      mustLook = true;
    },
    take() {
      const news = {
        hints: [...hints.values()],
        signals,
        authority: [...authority],
        look: mustLook,
      };
      hints = new Map();
      signals = [];
      authority = new Set();
      mustLook = false;
      return news;
    },
    putBack(news) {
      // They may wait for long: what they tell of is in the log.
      for (const { events: _, ...hint } of news.hints) add(hint);
      for (const userId of news.authority) authority.add(userId);
      mustLook ||= news.look;
    },
  };
}
