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
  /** A notification for this many users was published to the other processes. */
  notificationsPublished(people: number): void;
  /** One query loaded the new events of this many users. */
  eventsLoaded(people: number): void;
  /** A reconciliation found this many users whose stream was behind, and the largest lag in events. */
  reconciled(behind: number, lag: number): void;
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
  notificationsPublished: nothing,
  eventsLoaded: nothing,
  reconciled: nothing,
  mailboxOverflowed: nothing,
  resynced: nothing,
};
