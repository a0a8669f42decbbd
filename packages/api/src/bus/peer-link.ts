import type { Meter } from "../meter.ts";
import type { Bus, Delivery } from "./bus.ts";
import type { Carrier, Hint, News } from "./transport.ts";
import type { Interest, LocalListeners } from "./local-listeners.ts";
import { startLookout, type LookUp } from "./reconciler.ts";
import { createPendingNews, type PendingNews } from "./outgoing-notifications.ts";
import { createPublisher } from "./publisher.ts";
import { leaveCrowdsToTheLog } from "./inline-events.ts";

/** The half of a bus that reaches into other processes. */
export interface Exchange extends Interest, Pick<Bus, "signal" | "authority" | "ready" | "close"> {
  deliver(deliveries: readonly Delivery[], moment: Pick<Hint, "at" | "trace">): void;
}

interface Options {
  readonly carrier: Carrier;
  readonly lookUp: LookUp;
  /** Milliseconds between two looks for what the carrier has lost. */
  readonly lookEvery?: number | undefined;
  readonly local: LocalListeners;
  /** Hands out what travelled with a hint, or reads what it points at. */
  readonly take: (hint: Hint) => void;
  readonly meter: Meter;
  readonly onFault: (fault: unknown) => void;
}

const LOOK_EVERY = 10_000;

const openPublisher = ({ carrier, meter, onFault }: Options, pending: PendingNews) =>
  createPublisher({
    pending,
    onFault,
    async publish(news) {
      await carrier.publish(news);
      meter.newsPublished(news.hints.length);
    },
  });

const openLookout = ({ local, lookUp, take, meter, onFault, lookEvery = LOOK_EVERY }: Options) =>
  startLookout({
    local,
    lookUp,
    every: lookEvery,
    onFault,
    onSight: ({ behind, lag }) => meter.looked(behind, lag),
    onNews({ userId, seq, first }) {
      if (first === undefined) local.event({ userId, seq });
      else take({ userId, first, last: seq, at: Date.now() });
    },
  });

/** Takes in what another process says; gives whether this one has to look at the database. */
function takeIn({ local, take }: Options, { hints, signals, authority, look }: News): boolean {
  for (const hint of hints) if (local.people.has(hint.userId)) take(hint);
  for (const { userIds, signal } of signals) {
    for (const userId of userIds) local.signal(userId, signal);
  }
  for (const userId of authority) local.authority(userId);
  return look;
}

/** Hands news to other processes through a carrier, and takes theirs. */
export function exchangeNews(options: Options): Exchange {
  const { carrier, onFault } = options;
  const pending = createPendingNews();
  const publisher = openPublisher(options, pending);
  const lookout = openLookout(options);
  carrier.start({
    onFault,
    onNews: (news) => void (takeIn(options, news) && lookout.wake()),
    onGap() {
      // What was on its way when the connection broke may not have left either.
      pending.look();
      publisher.wake();
      lookout.wake();
    },
  });
  return {
    follow: (userId) => carrier.follow(userId),
    unfollow: (userId) => carrier.unfollow(userId),
    ready: (userId) => carrier.ready(userId),
    deliver(deliveries, moment) {
      for (const delivery of leaveCrowdsToTheLog(deliveries)) pending.deliver(delivery, moment);
      publisher.wake();
    },
    signal(delivery) {
      if (delivery.userIds.length === 0) return;
      pending.signal(delivery);
      publisher.wake();
    },
    authority(userId) {
      pending.authority(userId);
      publisher.wake();
    },
    async close() {
      await lookout.close();
      await publisher.close();
      await carrier.close();
    },
  };
}
