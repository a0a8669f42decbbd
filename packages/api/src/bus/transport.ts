import type { SignalDelivery } from "./bus.ts";

/** The log of a user has new events from `first` to `last`. */
export interface Hint {
  readonly userId: string;
  readonly first: number;
  readonly last: number;
  /** Commit time of the oldest one, in milliseconds since the Unix epoch by the clock of that server. */
  readonly at: number;
  /** The trace that it belongs to as a W3C `traceparent`, if one is recorded. */
  readonly trace?: string | undefined;
  /** The events from `first` to `last`, if they are sent inline. The receiver validates them. */
  readonly events?: readonly unknown[] | undefined;
}

/** A message from one process to the others. */
export interface Notification {
  readonly hints: readonly Hint[];
  readonly signals: readonly SignalDelivery[];
  /** Users whose account, role or tokens have changed. */
  readonly authority: readonly string[];
  /** The sender may have lost events: the receiver reconciles with the database. */
  readonly reconcile: boolean;
}

/** Callbacks of a transport. All are called synchronously and must not throw. */
export interface TransportHost {
  onNotification(notification: Notification): void;
  /** The connection is open again, after a time in which notifications may have been lost. */
  onGap(): void;
  /** For the log: a fault that is retried in the background. */
  onFault(fault: unknown): void;
}

/** Called when the first listener of a user subscribes, and when the last one unsubscribes. */
export interface Interest {
  follow(userId: string): void;
  unfollow(userId: string): void;
}

/**
 * Sends notifications between processes. It may lose, repeat and reorder them, and calls `onGap` when it may have
 * lost any.
 */
export interface Transport extends Interest {
  /** Starts receiving. Called once. */
  start(host: TransportHost): void;
  /** Rejects if the notification was not sent. */
  publish(notification: Notification): Promise<void>;
  /** Resolves once notifications for a followed user arrive, or immediately while disconnected. */
  ready(userId: string): Promise<void>;
  close(): Promise<void>;
}
