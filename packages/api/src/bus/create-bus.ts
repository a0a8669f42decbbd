import { type Meter, silentMeter } from "../meter.ts";
import type { Tracer } from "../tracer.ts";
import type { Bus, Delivery } from "./bus.ts";
import type { Transport, Hint } from "./transport.ts";
import { createLocalListeners, type LocalListeners } from "./local-listeners.ts";
import { createEventLoader, type LoadEvents } from "./event-loader.ts";
import { type PeerLink, createPeerLink } from "./peer-link.ts";
import type { LoadStreamHeads } from "./reconciler.ts";
import { unpackEvents } from "./inline-events.ts";

export interface BusOptions {
  /** Loads the events of hints from the log. Without it each subscriber reads the log itself. */
  readonly loadEvents?: LoadEvents | undefined;
  /** The connection to other processes, and how to find what it lost. Without it this process is the only one. */
  readonly peers?:
    | {
        readonly transport: Transport;
        readonly loadStreamHeads: LoadStreamHeads;
        readonly reconcileEvery?: number | undefined;
      }
    | undefined;
  readonly meter?: Meter | undefined;
  readonly tracer?: Tracer | undefined;
  readonly onFault?: ((fault: unknown) => void) | undefined;
}

/** Commit time, and the trace it is part of. */
type Moment = Pick<Hint, "at" | "trace">;

/** Publishes an event or a hint to the subscribers of this process. */
function createPublish(local: LocalListeners, { meter = silentMeter, tracer }: BusOptions) {
  return (delivery: Delivery, { at, trace }: Moment) => {
    if (delivery.event !== undefined) {
      meter.eventCame(delivery.event, at);
      if (trace !== undefined) tracer?.eventCame(delivery.event, trace);
    }
    local.event(delivery);
  };
}
type Publish = ReturnType<typeof createPublish>;

/** Loads events inside a span that links to the traces which caused it. */
function traceReading(read: LoadEvents, tracer: Tracer | undefined): LoadEvents {
  if (tracer === undefined) return read;
  return (hints) => {
    const links = hints.flatMap(({ trace = [] }) => trace);
    const attributes = { "parley.people": hints.length };
    return tracer.span("events.read", { kind: "consumer", attributes, links }, () => read(hints));
  };
}

/** Loads the events of hints in one query for all subscribers of this process, if there is a loader. */
function createLoad(publish: Publish, options: BusOptions): (hint: Hint) => void {
  const { loadEvents, meter = silentMeter, tracer, onFault } = options;
  if (loadEvents === undefined) {
    return (hint) => publish({ userId: hint.userId, first: hint.first, seq: hint.last }, hint);
  }
  return createEventLoader({
    read: traceReading(loadEvents, tracer),
    onFault: (fault) => onFault?.(fault),
    onLoaded(deliveries, hints) {
      if (hints.length > 0) meter.eventsLoaded(hints.length);
      const moments = new Map<string, Moment>(hints.map((hint) => [hint.userId, hint]));
      for (const delivery of deliveries) {
        publish(delivery, moments.get(delivery.userId) ?? { at: Date.now() });
      }
    },
  });
}

const noPeers: PeerLink = {
  follow: () => undefined,
  unfollow: () => undefined,
  deliver: () => undefined,
  signal: () => undefined,
  authority: () => undefined,
  ready: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/**
 * Creates the bus. Subscribers of this process get the events themselves at once; other processes get hints, with the
 * events inline if they have few recipients, and load the others from the log.
 */
export function createBus(options: BusOptions = {}): Bus {
  const { meter = silentMeter, tracer, onFault = () => undefined } = options;
  let peers = noPeers;
  const local = createLocalListeners({
    follow: (userId) => peers.follow(userId),
    unfollow: (userId) => peers.unfollow(userId),
  });
  const publish = createPublish(local, options);
  const load = createLoad(publish, options);
  const take = (hint: Hint) => {
    const deliveries = unpackEvents(hint);
    if (deliveries === undefined) load(hint);
    else for (const delivery of deliveries) publish(delivery, hint);
  };
  if (options.peers !== undefined) {
    peers = createPeerLink({ ...options.peers, local, take, meter, onFault });
  }

  const hand = (delivery: Delivery, moment: Moment) => {
    const { userId, seq, first = seq, event } = delivery;
    if (event !== undefined) publish(delivery, moment);
    else if (local.people.has(userId)) load({ userId, first, last: seq, ...moment });
  };

  return {
    deliver(deliveries) {
      if (deliveries.length === 0) return;
      const moment = { at: Date.now(), trace: tracer?.current() };
      for (const delivery of deliveries) hand(delivery, moment);
      peers.deliver(deliveries, moment);
    },
    signal(delivery) {
      for (const userId of delivery.userIds) local.signal(userId, delivery.signal);
      peers.signal(delivery);
    },
    authority(userId) {
      local.authority(userId);
      peers.authority(userId);
    },
    listen: (userId, listener) => local.listen(userId, listener),
    ready: (userId) => peers.ready(userId),
    close: () => peers.close(),
  };
}
