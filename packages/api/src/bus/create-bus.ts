import { type Meter, silentMeter } from "../meter.ts";
import type { Tracer } from "../tracer.ts";
import type { Bus, Delivery } from "./bus.ts";
import type { Carrier, Hint } from "./transport.ts";
import { createLocalListeners, type LocalListeners } from "./local-listeners.ts";
import { createNewsReader, type ReadNews } from "./event-loader.ts";
import { type Exchange, exchangeNews } from "./peer-link.ts";
import type { LookUp } from "./reconciler.ts";
import { unpackEvents } from "./inline-events.ts";

export interface BusOptions {
  /** Reads from the log what hints point at. Without it each subscriber reads alone. */
  readonly readNews?: ReadNews | undefined;
  /** The way to other processes, and how to find what it lost. Without it this process is the only one. */
  readonly exchange?:
    | {
        readonly carrier: Carrier;
        readonly lookUp: LookUp;
        readonly lookEvery?: number | undefined;
      }
    | undefined;
  readonly meter?: Meter | undefined;
  readonly tracer?: Tracer | undefined;
  readonly onFault?: ((fault: unknown) => void) | undefined;
}

/** When something was committed, and as part of which trace. */
type Moment = Pick<Hint, "at" | "trace">;

/** Hands an event, or the hint of one, to the subscribers of this process. */
function createHandOut(local: LocalListeners, { meter = silentMeter, tracer }: BusOptions) {
  return (delivery: Delivery, { at, trace }: Moment) => {
    if (delivery.event !== undefined) {
      meter.eventCame(delivery.event, at);
      if (trace !== undefined) tracer?.eventCame(delivery.event, trace);
    }
    local.event(delivery);
  };
}
type HandOut = ReturnType<typeof createHandOut>;

/** Reads the log inside of a span that names the traces which led to it. */
function traceReading(read: ReadNews, tracer: Tracer | undefined): ReadNews {
  if (tracer === undefined) return read;
  return (hints) => {
    const links = hints.flatMap(({ trace = [] }) => trace);
    const attributes = { "parley.people": hints.length };
    return tracer.span("events.read", { kind: "consumer", attributes, links }, () => read(hints));
  };
}

/** Reads hints for everybody who listens here together, where there is a way to read at all. */
function createAsk(handOut: HandOut, options: BusOptions): (hint: Hint) => void {
  const { readNews, meter = silentMeter, tracer, onFault } = options;
  if (readNews === undefined) {
    return (hint) => handOut({ userId: hint.userId, first: hint.first, seq: hint.last }, hint);
  }
  return createNewsReader({
    read: traceReading(readNews, tracer),
    onFault: (fault) => onFault?.(fault),
    onNews(deliveries, hints) {
      if (hints.length > 0) meter.newsRead(hints.length);
      const moments = new Map<string, Moment>(hints.map((hint) => [hint.userId, hint]));
      for (const delivery of deliveries) {
        handOut(delivery, moments.get(delivery.userId) ?? { at: Date.now() });
      }
    },
  });
}

const nowhere: Exchange = {
  follow: () => undefined,
  unfollow: () => undefined,
  deliver: () => undefined,
  signal: () => undefined,
  authority: () => undefined,
  ready: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/**
 * The bus. What this process commits reaches its own subscribers at once and whole; other processes get
 * hints, with what few people get, and read the rest from the log.
 */
export function createBus(options: BusOptions = {}): Bus {
  const { meter = silentMeter, tracer, onFault = () => undefined } = options;
  let exchange = nowhere;
  const local = createLocalListeners({
    follow: (userId) => exchange.follow(userId),
    unfollow: (userId) => exchange.unfollow(userId),
  });
  const handOut = createHandOut(local, options);
  const ask = createAsk(handOut, options);
  const take = (hint: Hint) => {
    const deliveries = unpackEvents(hint);
    if (deliveries === undefined) ask(hint);
    else for (const delivery of deliveries) handOut(delivery, hint);
  };
  if (options.exchange !== undefined) {
    exchange = exchangeNews({ ...options.exchange, local, take, meter, onFault });
  }

  const hand = (delivery: Delivery, moment: Moment) => {
    const { userId, seq, first = seq, event } = delivery;
    if (event !== undefined) handOut(delivery, moment);
    else if (local.people.has(userId)) ask({ userId, first, last: seq, ...moment });
  };

  return {
    deliver(deliveries) {
      if (deliveries.length === 0) return;
      const moment = { at: Date.now(), trace: tracer?.current() };
      for (const delivery of deliveries) hand(delivery, moment);
      exchange.deliver(deliveries, moment);
    },
    signal(delivery) {
      for (const userId of delivery.userIds) local.signal(userId, delivery.signal);
      exchange.signal(delivery);
    },
    authority(userId) {
      local.authority(userId);
      exchange.authority(userId);
    },
    listen: (userId, listener) => local.listen(userId, listener),
    ready: (userId) => exchange.ready(userId),
    close: () => exchange.close(),
  };
}
