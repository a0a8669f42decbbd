import type { Bus } from "./bus.ts";
import { createLocalDelivery, type LocalDeliveryOptions } from "./local-delivery.ts";
import { createPeerLink, type PeerOptions } from "./peer-link.ts";

export interface BusOptions extends Omit<LocalDeliveryOptions, "interest"> {
  /** The connection to other processes, and how to find what it lost. Without it this process is the only one. */
  readonly peers?: PeerOptions | undefined;
}

/**
 * Creates the bus. Subscribers of this process get the events themselves at once; other processes get hints, with the
 * events inline if they have few recipients, and load the others from the log.
 */
export function createBus({ peers: peerOptions, ...options }: BusOptions = {}): Bus {
  const local = createLocalDelivery({ ...options, interest: peerOptions?.transport });
  const peers = peerOptions && createPeerLink({ ...options, ...peerOptions, local });
  return {
    deliver(deliveries) {
      if (deliveries.length === 0) return;
      const moment = { at: Date.now(), trace: options.tracer?.current() };
      local.deliver(deliveries, moment);
      peers?.deliver(deliveries, moment);
    },
    signal(delivery) {
      local.signal(delivery);
      peers?.signal(delivery);
    },
    authority(userId) {
      local.authority(userId);
      peers?.authority(userId);
    },
    listen: (userId, listener) => local.listen(userId, listener),
    ready: async (userId) => peers?.ready(userId),
    close: async () => peers?.close(),
  };
}
