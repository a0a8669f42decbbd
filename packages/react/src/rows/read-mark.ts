import type { Member, Person } from "@parley/contract";
import type { Row } from "./row.ts";

/** Who has read an own message. */
export interface ReadMark {
  /** The message under which the mark is shown: the newest own one that the server has. */
  readonly messageId: string;
  readonly readers: readonly Person[];
}

/** The mark under the newest own message; `null` if there is none. */
export function readMarkOf(
  rows: readonly Row[],
  { members, userId }: { members: readonly Member[]; userId: string },
): ReadMark | null {
  // A deletion that can still be undone does not move the mark.
  const row = rows.findLast(
    ({ isOwn, seq, body, change }) =>
      isOwn && seq !== null && (body !== null || change?.kind === "deleting"),
  );
  if (row === undefined || row.seq === null) return null;
  const { seq } = row;
  const readers = members
    .filter(({ person, readSeq }) => person.id !== userId && readSeq !== null && readSeq >= seq)
    .map(({ person }) => person);
  return { messageId: row.id, readers };
}
