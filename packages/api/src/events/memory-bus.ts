import type { Bus, Delivery, Listener, SignalDelivery } from "./bus.ts";

/** The bus of one process. */
export function createMemoryBus(): Bus {
  const listeners = new Map<string, Set<Partial<Listener>>>();

  const each = (userId: string, tell: (listener: Partial<Listener>) => void) => {
    for (const listener of listeners.get(userId) ?? []) tell(listener);
  };

  return {
    deliver(deliveries: readonly Delivery[]) {
      for (const delivery of deliveries) {
        each(delivery.userId, (listener) => listener.onEvent?.(delivery));
      }
    },
    signal({ userIds, signal }: SignalDelivery) {
      for (const userId of userIds) each(userId, (listener) => listener.onSignal?.(signal));
    },
    authority(userId) {
      each(userId, (listener) => listener.onAuthority?.());
    },
    listen(userId, listener) {
      const present = listeners.get(userId) ?? new Set();
      listeners.set(userId, present.add(listener));
      return () => {
        present.delete(listener);
        if (present.size === 0 && listeners.get(userId) === present) listeners.delete(userId);
      };
    },
  };
}
