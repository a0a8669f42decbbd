import type { Signal, StreamEvent } from "@parley/contract/events";

/**
 * An event with its number in one user's stream. Without the event it is a hint: the log has new events up to `seq`,
 * from `first` on if that is known.
 */
export interface Delivery {
  readonly userId: string;
  readonly seq: number;
  readonly first?: number | undefined;
  readonly event?: StreamEvent | undefined;
}

/** A signal and its recipients. */
export interface SignalDelivery {
  readonly userIds: readonly string[];
  readonly signal: Signal;
}

/** Callbacks of a subscriber. All are called synchronously and must not throw. */
export interface Listener {
  onEvent(delivery: Delivery): void;
  onSignal(signal: Signal): void;
  /** The user's permissions have changed: sessions of the user must read them from the database again. */
  onAuthority(): void;
}

/**
 * Publishes events to subscribers after the commit, in this process and in every other process on the same database.
 * The log is the source of truth: the bus may lose and repeat messages between processes. A subscriber receives every
 * event that this process committed, and eventually every event of the others.
 */
export interface Bus {
  deliver(deliveries: readonly Delivery[]): void;
  signal(delivery: SignalDelivery): void;
  /** Publishes that a user's account, role or tokens have changed. */
  authority(userId: string): void;
  /** Subscribes before it returns. The result unsubscribes. */
  listen(userId: string, listener: Partial<Listener>): () => void;
  /** Resolves once events of other processes for a subscribed user arrive here. */
  ready(userId: string): Promise<void>;
  close(): Promise<void>;
}
