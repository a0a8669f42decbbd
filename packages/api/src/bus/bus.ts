import type { Signal, StreamEvent } from "@parley/contract/events";

/**
 * One event with its place in one person's stream. Without the event it is a hint: the log has news up to
 * there, from `first` on, where that is known.
 */
export interface Delivery {
  readonly userId: string;
  readonly seq: number;
  readonly first?: number | undefined;
  readonly event?: StreamEvent | undefined;
}

/** One signal and the people whom it may reach. */
export interface SignalDelivery {
  readonly userIds: readonly string[];
  readonly signal: Signal;
}

/** Where a subscriber receives. All are called synchronously and must not throw. */
export interface Listener {
  onEvent(delivery: Delivery): void;
  onSignal(signal: Signal): void;
  /** What this person may do has changed: whoever acts for them asks the database again. */
  onAuthority(): void;
}

/**
 * Carries news to whoever listens for a person, in this process and in every other one on the same database,
 * after the commit. The log is the truth: a bus may lose what it carries, and may repeat it, but a listener is
 * told of every event that this process committed, and sooner or later of every other one.
 */
export interface Bus {
  deliver(deliveries: readonly Delivery[]): void;
  signal(delivery: SignalDelivery): void;
  /** Says that a person's account, role or tokens are not what they were. */
  authority(userId: string): void;
  /** Listening in this process begins before this returns. The result ends it. */
  listen(userId: string, listener: Partial<Listener>): () => void;
  /** Resolves once news of other processes about a person that is listened for arrive here. */
  ready(userId: string): Promise<void>;
  close(): Promise<void>;
}
