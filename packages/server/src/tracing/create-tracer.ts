import type { SpanDetails, Tracer } from "@parley/api/platform";
import type * as OpenTelemetry from "@opentelemetry/api";

type Api = typeof OpenTelemetry;

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** https://www.w3.org/TR/trace-context/#traceparent-header */
function fromTraceparent(text: string): OpenTelemetry.SpanContext | undefined {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(text) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}

const toTraceparent = ({ traceId, spanId, traceFlags }: OpenTelemetry.SpanContext) =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;

const kindOf = ({ SpanKind }: Api, kind: SpanDetails["kind"]) =>
  ({ server: SpanKind.SERVER, internal: SpanKind.INTERNAL, consumer: SpanKind.CONSUMER })[kind];

/** Whether anything records: without an SDK every span of the API is empty. */
function isRecorded(api: Api, tracer: OpenTelemetry.Tracer): boolean {
  const probe = tracer.startSpan("parley.start");
  probe.end();
  return api.isSpanContextValid(probe.spanContext());
}

class OtelTracer implements Tracer {
  readonly #api: Api;
  readonly #tracer: OpenTelemetry.Tracer;
  readonly #traces = new WeakMap<object, string>();

  constructor(api: Api, tracer: OpenTelemetry.Tracer) {
    this.#api = api;
    this.#tracer = tracer;
  }

  async span<Result>(name: string, details: SpanDetails, work: () => Promise<Result>) {
    const span = this.#begin(name, details);
    const { context, trace, SpanStatusCode } = this.#api;
    try {
      return await context.with(trace.setSpan(context.active(), span), work);
    } catch (fault) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw fault;
    } finally {
      span.end();
    }
  }

  current() {
    const context = this.#api.trace.getActiveSpan()?.spanContext();
    return context === undefined ? undefined : toTraceparent(context);
  }

  eventCame(event: object, trace: string) {
    this.#traces.set(event, trace);
  }

  eventLeft(event: object) {
    const parent = this.#traces.get(event);
    if (parent !== undefined) this.#begin("events.deliver", { kind: "internal", parent }).end();
  }

  #begin(name: string, { kind, attributes = {}, parent, links = [] }: SpanDetails) {
    const { context, trace } = this.#api;
    const given = parent === undefined ? undefined : fromTraceparent(parent);
    const within =
      given === undefined ? context.active() : trace.setSpanContext(context.active(), given);
    const contexts = links.flatMap((link) => fromTraceparent(link) ?? []);
    return this.#tracer.startSpan(
      name,
      {
        kind: kindOf(this.#api, kind),
        attributes,
        links: contexts.map((linked) => ({ context: linked })),
      },
      within,
    );
  }
}

/** A tracer over the API, if an SDK was registered with it. */
export function createTracer(api: Api): Tracer | undefined {
  const tracer = api.trace.getTracer("parley");
  return isRecorded(api, tracer) ? new OtelTracer(api, tracer) : undefined;
}

/** The same if the API is installed at all: it is an optional peer. */
export async function findTracer(
  load: () => Promise<Api> = () => import("@opentelemetry/api"),
): Promise<Tracer | undefined> {
  try {
    return createTracer(await load());
  } catch (fault) {
    const isAbsent =
      fault instanceof Error && "code" in fault && fault.code === "ERR_MODULE_NOT_FOUND";
    if (isAbsent) return undefined;
    throw fault;
  }
}
