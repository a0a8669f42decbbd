import type { StreamEvent } from "@parley/contract/events";
import type { FileProblem } from "@parley/contract/files";

/** Callbacks for metrics. Called on the hot path: an implementation must be fast, and must not throw. */
export interface Meter {
  /** One statement stored, refused or deduplicated this many sends, in this many milliseconds. */
  batchStored(sends: number, milliseconds: number): void;
  /** An event is passed to the subscribers of this process; `at` is its commit time in milliseconds since 1970. */
  eventCame(event: StreamEvent, committedAt: number): void;
  /** An event is written to a socket. The same object as in `eventCame`, if it arrived live. */
  eventLeft(event: object): void;
  /** A notification for this many users was published to the other processes. */
  notificationsPublished(people: number): void;
  /** One query loaded the new events of this many users. */
  eventsLoaded(people: number): void;
  /** A reconciliation found this many users whose stream was behind, and the largest lag in events. */
  reconciled(behind: number, lag: number): void;
  /** A channel was given a notification. */
  notificationDelivered(channel: string, outcome: string): void;
  /** An attempt of a background job ended. */
  jobEnded(kind: string, outcome: "completed" | "failed"): void;
  mailboxOverflowed(): void;
  /** A file was announced, and accepted or refused for a reason. */
  fileFinished(outcome: "ready" | FileProblem, bytes: number): void;
  /** An attempt to scan a file ended. */
  fileScanned(outcome: "clean" | "infected" | "failed"): void;
  /** A subscriber got `resync`. */
  resynced(): void;
}

const nothing = () => undefined;

/** A meter that does nothing. */
export const silentMeter: Meter = {
  batchStored: nothing,
  eventCame: nothing,
  eventLeft: nothing,
  notificationsPublished: nothing,
  eventsLoaded: nothing,
  reconciled: nothing,
  notificationDelivered: nothing,
  jobEnded: nothing,
  mailboxOverflowed: nothing,
  resynced: nothing,
  fileFinished: nothing,
  fileScanned: nothing,
};
