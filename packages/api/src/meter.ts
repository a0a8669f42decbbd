import type { StreamEvent } from "@parley/contract/events";

/**
 * Hears of what happens, so that a host can count it. Called on the hot path: an implementation is quick, and
 * never throws.
 */
export interface Meter {
  /** One statement stored, refused or found again so many sends, in so many milliseconds. */
  batchStored(sends: number, milliseconds: number): void;
  /** An event goes to the subscribers of this process; it was committed at that time, in milliseconds since 1970. */
  eventCame(event: StreamEvent, committedAt: number): void;
  /** An event goes into a socket. The same object as in `eventCame`, where it came live. */
  eventLeft(event: object): void;
  /** News were handed to the other processes, of so many people. */
  newsPublished(people: number): void;
  /** One query read the news of so many people. */
  newsRead(people: number): void;
  /** A look at the database found so many people without news that the bus had lost; the most events one lacked. */
  looked(behind: number, lag: number): void;
  mailboxOverflowed(): void;
  /** A subscriber was told to fetch everything anew. */
  resynced(): void;
}

const nothing = () => undefined;

/** Counts nothing. */
export const silentMeter: Meter = {
  batchStored: nothing,
  eventCame: nothing,
  eventLeft: nothing,
  newsPublished: nothing,
  newsRead: nothing,
  looked: nothing,
  mailboxOverflowed: nothing,
  resynced: nothing,
};
