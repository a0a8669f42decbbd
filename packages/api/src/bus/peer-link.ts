import { type Meter, silentMeter } from "../meter.ts";
import type { Bus, Delivery } from "./bus.ts";
import type { LocalDelivery, Moment } from "./local-delivery.ts";
import { createPublisher } from "./publisher.ts";
import { startReconciler, type LoadStreamHeads } from "./reconciler.ts";
import type { Notification, Transport } from "./transport.ts";

/** The half of the bus that talks to other processes. */
export interface PeerLink extends Pick<Bus, "signal" | "authority" | "ready" | "close"> {
  deliver(deliveries: readonly Delivery[], moment: Moment): void;
}

export interface PeerOptions {
  readonly transport: Transport;
  readonly loadStreamHeads: LoadStreamHeads;
  /** Reconciliation interval in milliseconds. */
  readonly reconcileEvery?: number | undefined;
}

interface Options extends PeerOptions {
  readonly local: LocalDelivery;
  readonly meter?: Meter | undefined;
  readonly onFault?: ((fault: unknown) => void) | undefined;
}

const RECONCILE_EVERY = 10_000;

/** Publishes notifications to other processes through a transport, and theirs to the subscribers of this process. */
export function createPeerLink({
  transport,
  loadStreamHeads,
  reconcileEvery = RECONCILE_EVERY,
  local,
  meter = silentMeter,
  onFault = () => undefined,
}: Options): PeerLink {
  const publisher = createPublisher({
    onFault,
    async publish(notification) {
      await transport.publish(notification);
      meter.notificationsPublished(notification.hints.length);
    },
  });
  const reconciler = startReconciler({
    local,
    loadStreamHeads,
    every: reconcileEvery,
    onFault,
    onDrift: ({ behind, lag }) => meter.reconciled(behind, lag),
  });

  transport.start({
    onFault,
    onNotification({ hints, signals, authority, reconcile }: Notification) {
      for (const hint of hints) local.take(hint);
      for (const signal of signals) local.signal(signal);
      for (const userId of authority) local.authority(userId);
      if (reconcile) reconciler.wake();
    },
    onGap() {
      // Notifications in flight when the connection broke may not have been sent either.
      publisher.requestReconcile();
      reconciler.wake();
    },
  });

  return {
    ready: (userId) => transport.ready(userId),
    deliver: publisher.deliver,
    signal: publisher.signal,
    authority: publisher.authority,
    async close() {
      await reconciler.close();
      await publisher.close();
      await transport.close();
    },
  };
}
