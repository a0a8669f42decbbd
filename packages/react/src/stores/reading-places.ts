import { createKeptStore, type KeptStore, type PageStorage } from "./kept-store.ts";

/** Where a reader stands in a conversation. */
export interface ReadingPlace {
  /** The place of the uppermost message on the screen. */
  readonly seq: number;
  /** How far its top is below the upper edge of the log, in pixels; negative where it is cut off. */
  readonly offset: number;
}

/** Where a page was left, by conversation. */
export type ReadingPlaces = KeptStore<ReadingPlace>;

const isReadingPlace = (found: unknown): found is ReadingPlace =>
  typeof found === "object" &&
  found !== null &&
  "seq" in found &&
  Number.isSafeInteger(found.seq) &&
  "offset" in found &&
  Number.isFinite(found.offset);

/** Where one person reads in this tab. Of use after a reload alone: who opens a conversation anew sees what is new. */
export const createReadingPlaces = (
  userId: string,
  storage: PageStorage | undefined,
): ReadingPlaces =>
  createKeptStore({ name: `parley:reading:${userId}`, storage, isValue: isReadingPlace });
