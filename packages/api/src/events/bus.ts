import type { Signal, StreamEvent } from "@parley/contract/events";

/** One event with its place in one person's stream. */
export interface Delivery {
  readonly userId: string;
  readonly seq: number;
  readonly event: StreamEvent;
}

/** One signal and the people whom it may reach. */
export interface SignalDelivery {
  readonly userIds: readonly string[];
  readonly signal: Signal;
}

/** Where a subscriber receives. Both are called synchronously and must not throw. */
export interface Listener {
  onEvent(delivery: Delivery): void;
  onSignal(signal: Signal): void;
}

/**
 * Carries news to whoever listens for a person, after the commit. The log is the truth: a bus may lose
 * what it carries, and may repeat it, but a listener is told of every event that this process committed.
 */
export interface Bus {
  deliver(deliveries: readonly Delivery[]): void;
  signal(delivery: SignalDelivery): void;
  /** Listening begins before this returns. The result ends it. */
  listen(userId: string, listener: Partial<Listener>): () => void;
}
