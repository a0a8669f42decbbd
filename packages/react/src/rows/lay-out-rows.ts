import type { Row } from "./row.ts";

/** Consecutive messages of one author within this time stand together, in milliseconds. */
const GROUP_WITHIN = 5 * 60_000;

/** A row and what its neighbour above decides about its look. */
export interface LaidOutRow {
  readonly row: Row;
  /** The first of its day, by the reader's own clock. */
  readonly startsDay: boolean;
  /** The first of its author's group. */
  readonly startsGroup: boolean;
  /** The first that was unread when the conversation was opened. */
  readonly isFirstUnread: boolean;
}

export interface LayOutOptions {
  readonly rows: readonly Row[];
  /** Older messages exist that are not loaded. */
  readonly hasOlder: boolean;
  /** What others wrote after this place is new; `null` where nothing is marked as new. */
  readonly newAfter: number | null;
}

const isSameDay = (one: Date, other: Date) =>
  one.getFullYear() === other.getFullYear() &&
  one.getMonth() === other.getMonth() &&
  one.getDate() === other.getDate();

function isSameGroup(above: Row, row: Row): boolean {
  const apart = Math.abs(row.at.getTime() - above.at.getTime());
  return above.senderId === row.senderId && apart <= GROUP_WITHIN;
}

const isNew = (row: Row, newAfter: number | null) =>
  newAfter !== null && !row.isOwn && row.seq !== null && row.seq > newAfter;

/**
 * Days, groups and the mark of what is new. How a row looks depends on the row above it alone. While the
 * row above the oldest one is not loaded, the oldest one is held back: so no row ever changes its look, or
 * its height, when older ones come in above it.
 */
export function layOutRows({ rows, hasOlder, newAfter }: LayOutOptions): readonly LaidOutRow[] {
  const firstNew = rows.findIndex((row) => isNew(row, newAfter));
  const laidOut = rows.map((row, index) => {
    const above = rows[index - 1];
    const startsDay = above === undefined || !isSameDay(above.at, row.at);
    const isFirstUnread = index === firstNew;
    const startsGroup = startsDay || isFirstUnread || !isSameGroup(above, row);
    return { row, startsDay, startsGroup, isFirstUnread };
  });
  return hasOlder ? laidOut.slice(1) : laidOut;
}
