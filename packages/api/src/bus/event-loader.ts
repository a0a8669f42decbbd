import type { Delivery } from "./bus.ts";
import type { Hint } from "./transport.ts";

/** Reads what hints point at, for however many people. */
export type ReadNews = (hints: readonly Hint[]) => Promise<readonly Delivery[]>;

/** A person with more news than this reads the log alone, page by page. */
const NEWS_MAX = 50;
/** People of one reading. */
const PEOPLE_MAX = 1_000;

interface Options {
  readonly read: ReadNews;
  readonly onNews: (deliveries: readonly Delivery[], hints: readonly Hint[]) => void;
  readonly onFault: (fault: unknown) => void;
}

const asHints = (hints: Iterable<Hint>): Delivery[] =>
  [...hints].map(({ userId, first, last }) => ({ userId, first, seq: last }));

const isMuch = ({ first, last }: Hint) => last - first >= NEWS_MAX;

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
 * Turns hints into events: one query for everybody whose hints wait, one query at a time, and what arrives
 * meanwhile goes together in the next. Where reading fails the hints themselves are handed on, and each
 * subscriber reads the log alone.
 */
export function createNewsReader({ read, onNews, onFault }: Options): (hint: Hint) => void {
  const waiting = new Map<string, Hint>();
  let isReading = false;

  const readSome = async (hints: readonly Hint[]): Promise<readonly Delivery[]> => {
    try {
      return await read(hints);
    } catch (fault) {
      onFault(fault);
      return asHints(hints);
    }
  };

  const drain = async () => {
    isReading = true;
    while (waiting.size > 0) {
      const hints = takePeople(waiting);
      onNews(asHints(hints.filter(isMuch)), []);
      const few = hints.filter((hint) => !isMuch(hint));
      if (few.length > 0) onNews(await readSome(few), few);
    }
    isReading = false;
  };

  return (hint) => {
    const present = waiting.get(hint.userId);
    waiting.set(hint.userId, present === undefined ? hint : join(present, hint));
    if (!isReading) queueMicrotask(() => void (isReading || drain()));
  };
}
