import { type Meter, silentMeter } from "../meter.ts";
import type { Tracer } from "../tracer.ts";
import type { Bus, Delivery, Listener } from "./bus.ts";
import { createEventLoader, type LoadEvents } from "./event-loader.ts";
import { unpackEvents } from "./inline-events.ts";
import type { Hint, Interest } from "./transport.ts";

/** A user with listeners in this process. */
export interface Listened {
  readonly userId: string;
  readonly listeners: Set<Partial<Listener>>;
  /** The highest sequence number published to them here; 0 before the first. */
  seq: number;
  /** The account at the last reconciliation, as in `StreamStatus`. */
  account: string;
}

/** Commit time, and the trace it is part of. */
export type Moment = Pick<Hint, "at" | "trace">;

/** Publishes to the subscribers of this process, whichever process it comes from. */
export interface LocalDelivery extends Pick<Bus, "signal" | "authority" | "listen"> {
  readonly people: ReadonlyMap<string, Listened>;
  /** Publishes events, and loads those of hints. */
  deliver(deliveries: readonly Delivery[], moment: Moment): void;
  /** Publishes the inline events of a hint, or loads them. */
  take(hint: Hint): void;
  /** Tells the subscribers of a user that the log has events up to `seq`, without loading them. */
  notify(userId: string, seq: number): void;
}

export interface LocalDeliveryOptions {
  /** Loads the events of hints from the log. Without it each subscriber reads the log itself. */
  readonly loadEvents?: LoadEvents | undefined;
  readonly interest?: Interest | undefined;
  readonly meter?: Meter | undefined;
  readonly tracer?: Tracer | undefined;
  readonly onFault?: ((fault: unknown) => void) | undefined;
}

type Publish = (delivery: Delivery, moment: Moment) => void;

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
function createLoad(publish: Publish, options: LocalDeliveryOptions): (hint: Hint) => void {
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

function createListeners(interest: Interest | undefined) {
  const people = new Map<string, Listened>();

  const begin = (userId: string): Listened => {
    const person: Listened = { userId, listeners: new Set(), seq: 0, account: "" };
    people.set(userId, person);
    interest?.follow(userId);
    return person;
  };

  return {
    people,
    listenersOf: (userId: string) => people.get(userId)?.listeners ?? [],
    listen(userId: string, listener: Partial<Listener>) {
      const person = people.get(userId) ?? begin(userId);
      person.listeners.add(listener);
      return () => {
        person.listeners.delete(listener);
        if (person.listeners.size > 0 || people.get(userId) !== person) return;
        people.delete(userId);
        interest?.unfollow(userId);
      };
    },
  };
}

/** Creates the half of the bus that is in this process. */
export function createLocalDelivery(options: LocalDeliveryOptions): LocalDelivery {
  const { interest, meter = silentMeter, tracer } = options;
  const { people, listenersOf, listen } = createListeners(interest);

  const publishHere = (delivery: Delivery) => {
    const person = people.get(delivery.userId);
    if (person === undefined) return;
    if (delivery.seq > person.seq) person.seq = delivery.seq;
    for (const listener of person.listeners) listener.onEvent?.(delivery);
  };
  const publish: Publish = (delivery, { at, trace }) => {
    if (delivery.event !== undefined) {
      meter.eventCame(delivery.event, at);
      if (trace !== undefined) tracer?.eventCame(delivery.event, trace);
    }
    publishHere(delivery);
  };
  const load = createLoad(publish, options);

  const take = (hint: Hint) => {
    if (!people.has(hint.userId)) return;
    const deliveries = unpackEvents(hint);
    if (deliveries === undefined) load(hint);
    else for (const delivery of deliveries) publish(delivery, hint);
  };

  return {
    people,
    listen,
    take,
    deliver(deliveries, moment) {
      for (const delivery of deliveries) {
        const { userId, seq, first = seq, event } = delivery;
        if (event === undefined) take({ userId, first, last: seq, ...moment });
        else publish(delivery, moment);
      }
    },
    notify: (userId, seq) => publishHere({ userId, seq }),
    signal({ userIds, signal }) {
      for (const userId of userIds)
        for (const listener of listenersOf(userId)) listener.onSignal?.(signal);
    },
    authority(userId) {
      for (const listener of listenersOf(userId)) listener.onAuthority?.();
    },
  };
}
