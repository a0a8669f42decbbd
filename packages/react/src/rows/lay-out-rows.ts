import type { MembershipChange } from "@parley/contract/conversations";
import type { Row } from "./row.ts";

/** Consecutive messages of one author within this time stand together, in milliseconds. */
const GROUP_WITHIN = 5 * 60_000;

/** A message and what its neighbour above decides about its look. */
export interface MessageLine {
  readonly kind: "message";
  readonly row: Row;
  /** The first of its day, by the reader's own clock. */
  readonly startsDay: boolean;
  /** The first of its author's group. */
  readonly startsGroup: boolean;
  /** The first that was unread when the conversation was opened. */
  readonly isFirstUnread: boolean;
}

/** People who came into a group's conversation, or left it, between two messages. */
export interface MembershipLine {
  readonly kind: "membership";
  readonly id: string;
  readonly at: Date;
  readonly startsDay: boolean;
  readonly changes: readonly MembershipChange[];
}

/** One line of the log. */
export type LaidOutRow = MessageLine | MembershipLine;

export const keyOf = (line: LaidOutRow) => (line.kind === "message" ? line.row.id : line.id);
export const timeOf = (line: LaidOutRow) => (line.kind === "message" ? line.row.at : line.at);
export const seqOf = (line: LaidOutRow | undefined) =>
  line?.kind === "message" ? line.row.seq : null;
export const isFirstUnread = (line: LaidOutRow) => line.kind === "message" && line.isFirstUnread;

export interface LayOutOptions {
  readonly rows: readonly Row[];
  /** Older messages exist that are not loaded. */
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  /** What others wrote after this place is new; `null` where nothing is marked as new. */
  readonly newAfter: number | null;
  /** Who came and went, the oldest first. */
  readonly membershipChanges: readonly MembershipChange[];
}

const isSameDay = (one: Date, other: Date) =>
  one.getFullYear() === other.getFullYear() &&
  one.getMonth() === other.getMonth() &&
  one.getDate() === other.getDate();

function isSameGroup(above: LaidOutRow, row: Row): boolean {
  if (above.kind !== "message") return false;
  const apart = Math.abs(row.at.getTime() - above.row.at.getTime());
  return above.row.senderId === row.senderId && apart <= GROUP_WITHIN;
}

export const isNew = (row: Row, newAfter: number | null) =>
  newAfter !== null && !row.isOwn && row.seq !== null && row.seq > newAfter;

/** Changes between two places: above `seq`, and not above a message before it. */
function takeChanges(waiting: MembershipChange[], seq: number): readonly MembershipChange[] {
  const end = waiting.findIndex(({ afterSeq }) => afterSeq >= seq);
  return waiting.splice(0, end === -1 ? waiting.length : end);
}

/** Changes of one kind on one day, side by side, are one line. */
function joinChanges(changes: readonly MembershipChange[]): MembershipChange[][] {
  const joined: MembershipChange[][] = [];
  for (const change of changes) {
    const last = joined.at(-1);
    const before = last?.at(-1);
    const isOneLine =
      before?.type === change.type && isSameDay(new Date(before.at), new Date(change.at));
    if (last !== undefined && isOneLine) last.push(change);
    else joined.push([change]);
  }
  return joined;
}

/** Lays lines below each other: each knows the one above it. */
function createLines(firstNew: Row | undefined) {
  const lines: LaidOutRow[] = [];
  const startsDay = (at: Date) => {
    const above = lines.at(-1);
    return above === undefined || !isSameDay(timeOf(above), at);
  };
  return {
    lines,
    addChanges(changes: readonly MembershipChange[]) {
      for (const some of joinChanges(changes)) {
        const [first] = some;
        if (first === undefined) continue;
        const at = new Date(first.at);
        const id = `${first.type} ${first.afterSeq} ${first.person.id} ${first.at}`;
        lines.push({ kind: "membership", id, at, startsDay: startsDay(at), changes: some });
      }
    },
    addMessage(row: Row) {
      const above = lines.at(-1);
      const isFirst = row === firstNew;
      const isDay = startsDay(row.at);
      const startsGroup = isDay || isFirst || above === undefined || !isSameGroup(above, row);
      lines.push({ kind: "message", row, startsDay: isDay, startsGroup, isFirstUnread: isFirst });
    },
  };
}

/**
 * Days, groups, the mark of what is new, and who came and went. How a line looks depends on the line above it
 * alone. While the row above the oldest one is not loaded, the oldest one is held back: so no line ever
 * changes its look, or its height, when older ones come in above it.
 */
export function layOutRows(options: LayOutOptions): readonly LaidOutRow[] {
  const { rows, hasOlder, hasNewer, newAfter, membershipChanges } = options;
  const { lines, addChanges, addMessage } = createLines(rows.find((row) => isNew(row, newAfter)));
  const firstSeq = rows[0]?.seq ?? 0;
  const waiting = membershipChanges.filter(({ afterSeq }) => !hasOlder || afterSeq >= firstSeq);
  for (const row of rows) {
    // What is still on its way stands below everything that has its place.
    addChanges(takeChanges(waiting, row.seq ?? Number.POSITIVE_INFINITY));
    addMessage(row);
  }
  if (!hasNewer) addChanges(waiting);
  return hasOlder ? lines.slice(1) : lines;
}
