import type { MembershipChange } from "@parley/contract";
import type { Row } from "./row.ts";

/** Consecutive messages of one author within this time are grouped, in milliseconds. */
const GROUP_WITHIN = 5 * 60_000;

/** A message, with the parts of its layout that depend on the lines around it. */
export interface MessageLine {
  readonly kind: "message";
  readonly row: Row;
  /** The first of its day, in the reader's time zone. */
  readonly startsDay: boolean;
  /** The first of its author's group. */
  readonly startsGroup: boolean;
  /** The last of its author's group so far: it shows the time. */
  readonly endsGroup: boolean;
  /** The first that was unread when the conversation was opened. */
  readonly isFirstUnread: boolean;
}

/** Users who joined or left a group between two messages. */
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
  /** Messages of others after this `seq` are new; `null` if none are marked as new. */
  readonly newAfter: number | null;
  /** Who joined and who left, the oldest first. */
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

/** Removes and returns the changes that are shown above the message with `seq`. */
function takeChanges(waiting: MembershipChange[], seq: number): readonly MembershipChange[] {
  const end = waiting.findIndex(({ afterSeq }) => afterSeq >= seq);
  return waiting.splice(0, end === -1 ? waiting.length : end);
}

/** Joins consecutive changes of one type on one day into one line. */
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

/** The line below it is not of the same group. */
function endGroup(lines: LaidOutRow[], at: number): void {
  const line = lines[at];
  if (line?.kind === "message") lines[at] = { ...line, endsGroup: true };
}

/** Appends lines; the layout of each depends on the one above it, and the place of the time on the one below. */
function createLines(firstNew: Row | undefined) {
  const lines: LaidOutRow[] = [];
  const startsDay = (at: Date) => {
    const above = lines.at(-1);
    return above === undefined || !isSameDay(timeOf(above), at);
  };
  return {
    lines,
    addChanges(changes: readonly MembershipChange[]) {
      if (changes.length > 0) endGroup(lines, lines.length - 1);
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
      if (startsGroup) endGroup(lines, lines.length - 1);
      lines.push({
        kind: "message",
        row,
        startsDay: isDay,
        startsGroup,
        endsGroup: false,
        isFirstUnread: isFirst,
      });
    },
    end: () => endGroup(lines, lines.length - 1),
  };
}

/**
 * Adds days, groups, the "New" divider, and who joined and left. Apart from the place of the time, the layout of a line only
 * depends on the line above it. While the row above the oldest one is not loaded, the oldest one is not shown: so no line
 * changes its layout or height when older ones are inserted above it.
 */
export function layOutRows(options: LayOutOptions): readonly LaidOutRow[] {
  const { rows, hasOlder, hasNewer, newAfter, membershipChanges } = options;
  const { lines, addChanges, addMessage, end } = createLines(
    rows.find((row) => isNew(row, newAfter)),
  );
  const firstSeq = rows[0]?.seq ?? 0;
  const waiting = membershipChanges.filter(({ afterSeq }) => !hasOlder || afterSeq >= firstSeq);
  for (const row of rows) {
    // Unsent messages are below everything that has a `seq`.
    addChanges(takeChanges(waiting, row.seq ?? Number.POSITIVE_INFINITY));
    addMessage(row);
  }
  if (!hasNewer) addChanges(waiting);
  end();
  return hasOlder ? lines.slice(1) : lines;
}
