/** Attributes of a span. */
export interface SpanDetails {
  readonly kind: "server" | "internal" | "consumer";
  readonly attributes?: Readonly<Record<string, string | number>> | undefined;
  /** The parent span as a W3C `traceparent`, if it is not the current one. */
  readonly parent?: string | undefined;
  /** Other spans that led to this one. */
  readonly links?: readonly string[] | undefined;
}

/** Traces the whole path of a message, for a host that provides one. Without it, nothing is recorded. */
export interface Tracer {
  /** Runs work inside a span, which ends with it. */
  span<Result>(name: string, details: SpanDetails, work: () => Promise<Result>): Promise<Result>;
  /** The current span as a `traceparent`; undefined if there is none. */
  current(): string | undefined;
  /** An event arrived in this process; `trace` is its trace. */
  eventCame(event: object, trace: string): void;
  /** An event is written to a socket: the end of its path. */
  eventLeft(event: object): void;
}
