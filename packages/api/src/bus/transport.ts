import type { SignalDelivery } from "./bus.ts";
import type { Interest } from "./local-listeners.ts";

/** The log of a person has news from `first` to `last`. */
export interface Hint {
  readonly userId: string;
  readonly first: number;
  readonly last: number;
  /** When the oldest of them was committed, in milliseconds since 1970 by the clock of that server. */
  readonly at: number;
  /** The trace that it belongs to, as a W3C `traceparent`, where one is recorded. */
  readonly trace?: string | undefined;
  /** The news themselves, from the first to the last, where they travel along. Whoever takes them in checks them. */
  readonly events?: readonly unknown[] | undefined;
}

/** What one process has for the others. */
export interface News {
  readonly hints: readonly Hint[];
  readonly signals: readonly SignalDelivery[];
  /** People whose account, role or tokens are not what they were. */
  readonly authority: readonly string[];
  /** The sender may have lost news: whoever hears this looks at the database. */
  readonly look: boolean;
}

/** Where a carrier hands in what it brings. All are called synchronously and must not throw. */
export interface CarrierHost {
  onNews(news: News): void;
  /** The connection stands, after a time in which news may have been lost. */
  onGap(): void;
  /** For the log: what went wrong and is put right in the background. */
  onFault(fault: unknown): void;
}

/**
 * Takes news from process to process. It may lose them, repeat them and bring them out of order, and says by
 * `onGap` when it may have lost any.
 */
export interface Carrier extends Interest {
  /** Begins to bring news. Called once. */
  start(host: CarrierHost): void;
  /** Rejects where the news did not leave. */
  publish(news: News): Promise<void>;
  /** Resolves once news about a followed person arrive, or while nothing arrives at all. */
  ready(userId: string): Promise<void>;
  close(): Promise<void>;
}
