import { type Meter, silentMeter } from "../meter.ts";
import type { Bus, Delivery } from "./bus.ts";
import type { Carrier, Hint } from "./carrier.ts";
import { createLocalListeners, type LocalListeners } from "./local-listeners.ts";
import { createNewsReader, type ReadNews } from "./news-reader.ts";
import { type Exchange, exchangeNews } from "./exchange-news.ts";
import type { LookUp } from "./lookout.ts";

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
  readonly onFault?: ((fault: unknown) => void) | undefined;
}

/** Reads hints for everybody who listens here together, where there is a way to read at all. */
function createAsk(local: LocalListeners, { readNews, meter = silentMeter, onFault }: BusOptions) {
  if (readNews === undefined) {
    return ({ userId, first, last }: Hint) => local.event({ userId, first, seq: last });
  }
  return createNewsReader({
    read: readNews,
    onFault: (fault) => onFault?.(fault),
    onNews(deliveries, hints) {
      if (hints.length > 0) meter.newsRead(hints.length);
      const times = new Map(hints.map(({ userId, at }) => [userId, at]));
      for (const delivery of deliveries) {
        const at = times.get(delivery.userId);
        if (delivery.event !== undefined && at !== undefined) meter.eventCame(delivery.event, at);
        local.event(delivery);
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
 * hints, and read the log.
 */
export function createBus(options: BusOptions = {}): Bus {
  const { meter = silentMeter } = options;
  let exchange = nowhere;
  const local = createLocalListeners({
    follow: (userId) => exchange.follow(userId),
    unfollow: (userId) => exchange.unfollow(userId),
  });
  const ask = createAsk(local, options);
  if (options.exchange !== undefined) {
    const { onFault = () => undefined } = options;
    exchange = exchangeNews({ ...options.exchange, local, ask, meter, onFault });
  }

  const hand = (delivery: Delivery, at: number) => {
    const { userId, seq, first = seq, event } = delivery;
    if (event !== undefined) {
      meter.eventCame(event, at);
      local.event(delivery);
    } else if (local.people.has(userId)) {
      ask({ userId, first, last: seq, at });
    }
  };

  return {
    deliver(deliveries) {
      if (deliveries.length === 0) return;
      const at = Date.now();
      for (const delivery of deliveries) hand(delivery, at);
      exchange.deliver(deliveries, at);
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
