import { type Part, parts } from "./tables/table.ts";

/** Counts of the lines of one file. Every line is in one of the counts, or still to come. */
export interface Counts {
  readonly lines: number;
  readonly imported: number;
  readonly alreadyThere: number;
  readonly refused: number;
  /** Contacts that follow from a group or a role, and need no row. */
  readonly derived: number;
}

export type Summary = Readonly<Record<Part, Counts>>;

/** Counts during the import. */
export interface Tally {
  add(part: Part, counts: Partial<Counts>): void;
  read(): Summary;
}

const zero: Counts = { lines: 0, imported: 0, alreadyThere: 0, refused: 0, derived: 0 };

const mapParts = <Value>(valueOf: (part: Part) => Value): Readonly<Record<Part, Value>> => ({
  users: valueOf("users"),
  groups: valueOf("groups"),
  contacts: valueOf("contacts"),
  blocks: valueOf("blocks"),
  conversations: valueOf("conversations"),
  messages: valueOf("messages"),
});

export function createTally(): Tally {
  const counts = new Map(parts.map((part) => [part, zero]));
  const of = (part: Part) => counts.get(part) ?? zero;
  return {
    add(part, more) {
      const now = of(part);
      counts.set(part, {
        lines: now.lines + (more.lines ?? 0),
        imported: now.imported + (more.imported ?? 0),
        alreadyThere: now.alreadyThere + (more.alreadyThere ?? 0),
        refused: now.refused + (more.refused ?? 0),
        derived: now.derived + (more.derived ?? 0),
      });
    },
    read: () => mapParts(of),
  };
}

/** Counts of the files that messages of the export name. */
export interface FileCounts {
  readonly files: number;
  /** Bytes in the folder of the export of those that are not there already. */
  readonly bytes: number;
  readonly imported: number;
  readonly alreadyThere: number;
  /** Those without which their message is imported. */
  readonly leftOut: number;
}

/** Counts files during the import. */
export interface FileTally {
  add(counts: Partial<FileCounts>): void;
  read(): FileCounts;
}

export function createFileTally(): FileTally {
  let now: FileCounts = { files: 0, bytes: 0, imported: 0, alreadyThere: 0, leftOut: 0 };
  return {
    add(more) {
      now = {
        files: now.files + (more.files ?? 0),
        bytes: now.bytes + (more.bytes ?? 0),
        imported: now.imported + (more.imported ?? 0),
        alreadyThere: now.alreadyThere + (more.alreadyThere ?? 0),
        leftOut: now.leftOut + (more.leftOut ?? 0),
      };
    },
    read: () => now,
  };
}

/** Lines that an interrupted import did not reach. */
export const pendingOf = ({ lines, imported, alreadyThere, refused, derived }: Counts): number =>
  lines - imported - alreadyThere - refused - derived;
