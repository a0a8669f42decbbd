import type { Meter } from "../meter.ts";
import type { Bus, Delivery } from "./bus.ts";
import type { Transport, Hint, Notification } from "./transport.ts";
import type { Interest, LocalListeners } from "./local-listeners.ts";
import { startReconciler, type LoadStreamHeads } from "./reconciler.ts";
import { createPublisher } from "./publisher.ts";
import { stripLargeFanout } from "./inline-events.ts";

/** The half of the bus that talks to other processes. */
export interface PeerLink extends Interest, Pick<Bus, "signal" | "authority" | "ready" | "close"> {
  deliver(deliveries: readonly Delivery[], moment: Pick<Hint, "at" | "trace">): void;
}

interface Options {
  readonly transport: Transport;
  readonly loadStreamHeads: LoadStreamHeads;
  /** Reconciliation interval in milliseconds. */
  readonly reconcileEvery?: number | undefined;
  readonly local: LocalListeners;
  /** Publishes the inline events of a hint, or loads them. */
  readonly take: (hint: Hint) => void;
  readonly meter: Meter;
  readonly onFault: (fault: unknown) => void;
}

const RECONCILE_EVERY = 10_000;

const openPublisher = ({ transport, meter, onFault }: Options) =>
  createPublisher({
    onFault,
    async publish(notification) {
      await transport.publish(notification);
      meter.notificationsPublished(notification.hints.length);
    },
  });

const openReconciler = ({
  local,
  loadStreamHeads,
  take,
  meter,
  onFault,
  reconcileEvery = RECONCILE_EVERY,
}: Options) =>
  startReconciler({
    local,
    loadStreamHeads,
    every: reconcileEvery,
    onFault,
    onDrift: ({ behind, lag }) => meter.reconciled(behind, lag),
    onBehind({ userId, seq, first }) {
      if (first === undefined) local.event({ userId, seq });
      else take({ userId, first, last: seq, at: Date.now() });
    },
  });

/** Publishes a notification of another process here. Returns whether this process has to reconcile. */
function receive(
  { local, take }: Options,
  { hints, signals, authority, reconcile }: Notification,
): boolean {
  for (const hint of hints) if (local.people.has(hint.userId)) take(hint);
  for (const { userIds, signal } of signals) {
    for (const userId of userIds) local.signal(userId, signal);
  }
  for (const userId of authority) local.authority(userId);
  return reconcile;
}

/** Publishes notifications to other processes through a transport, and receives theirs. */
export function createPeerLink(options: Options): PeerLink {
  const { transport, onFault } = options;
  const publisher = openPublisher(options);
  const reconciler = openReconciler(options);
  transport.start({
    onFault,
    onNotification: (notification) => void (receive(options, notification) && reconciler.wake()),
    onGap() {
      // Notifications in flight when the connection broke may not have been sent either.
      publisher.requestReconcile();
      reconciler.wake();
    },
  });
  return {
    follow: (userId) => transport.follow(userId),
    unfollow: (userId) => transport.unfollow(userId),
    ready: (userId) => transport.ready(userId),
    deliver: (deliveries, moment) => publisher.deliver(stripLargeFanout(deliveries), moment),
    signal(delivery) {
      if (delivery.userIds.length > 0) publisher.signal(delivery);
    },
    authority: (userId) => publisher.authority(userId),
    async close() {
      await reconciler.close();
      await publisher.close();
      await transport.close();
    },
  };
}
