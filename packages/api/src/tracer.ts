/** What is said of a span beside its name. */
export interface SpanDetails {
  readonly kind: "server" | "internal" | "consumer";
  readonly attributes?: Readonly<Record<string, string | number>> | undefined;
  /** The span that this one belongs to where it is not the one under way, as a W3C `traceparent`. */
  readonly parent?: string | undefined;
  /** Other spans that led to this one. */
  readonly links?: readonly string[] | undefined;
}

/** Records a message's whole way, for a host that wants it. Where there is none, nothing is recorded. */
export interface Tracer {
  /** Runs work inside of a span, which ends with it. */
  span<Result>(name: string, details: SpanDetails, work: () => Promise<Result>): Promise<Result>;
  /** What is under way, as a `traceparent`; undefined where nothing is. */
  current(): string | undefined;
  /** An event came to this process, by what `trace` says. */
  eventCame(event: object, trace: string): void;
  /** An event goes into a socket: the end of its way. */
  eventLeft(event: object): void;
}
