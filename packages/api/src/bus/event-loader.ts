import { coalesce } from "@parley/concurrency/coalesce";
import type { Delivery } from "./bus.ts";
import type { Hint } from "./transport.ts";

/** Loads the events of hints of many users. */
export type LoadEvents = (hints: readonly Hint[]) => Promise<readonly Delivery[]>;

/** A subscriber with more new events than this reads the log itself, page by page. */
const EVENTS_MAX = 50;
/** Users of one query. */
const PEOPLE_MAX = 1_000;

interface Options {
  readonly read: LoadEvents;
  readonly onLoaded: (deliveries: readonly Delivery[], hints: readonly Hint[]) => void;
  readonly onFault: (fault: unknown) => void;
}

const asHints = (hints: Iterable<Hint>): Delivery[] =>
  [...hints].map(({ userId, first, last }) => ({ userId, first, seq: last }));

const isMuch = ({ first, last }: Hint) => last - first >= EVENTS_MAX;

const join = (one: Hint, other: Hint): Hint => ({
  ...one,
  first: Math.min(one.first, other.first),
  last: Math.max(one.last, other.last),
});

function takePeople(waiting: Map<string, Hint>): Hint[] {
  const hints: Hint[] = [];
  for (const [userId, hint] of waiting) {
    if (hints.length >= PEOPLE_MAX) break;
    hints.push(hint);
    waiting.delete(userId);
  }
  return hints;
}

/**
 * Batches hints and loads their events: one query at a time for all users with queued hints, and what arrives meanwhile
 * goes together in the next. If loading fails the hints are passed on, and each subscriber reads the log itself.
 */
export function createEventLoader({ read, onLoaded, onFault }: Options): (hint: Hint) => void {
  const waiting = new Map<string, Hint>();
  const readSome = async (hints: readonly Hint[]): Promise<readonly Delivery[]> => {
    try {
      return await read(hints);
    } catch (fault) {
      onFault(fault);
      return asHints(hints);
    }
  };

  const loadWaiting = coalesce(async () => {
    const hints = takePeople(waiting);
    onLoaded(asHints(hints.filter(isMuch)), []);
    const few = hints.filter((hint) => !isMuch(hint));
    if (few.length > 0) onLoaded(await readSome(few), few);
    if (waiting.size > 0) void loadWaiting();
  });

  return (hint) => {
    const present = waiting.get(hint.userId);
    waiting.set(hint.userId, present === undefined ? hint : join(present, hint));
    void loadWaiting();
  };
}
