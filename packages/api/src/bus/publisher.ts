import type { Transport } from "./transport.ts";
import type { OutgoingNotifications } from "./outgoing-notifications.ts";

/** Publishes queued notifications through a transport. */
export interface Publisher {
  /** Schedules a publication. What is queued in the same turn of the event loop goes together. */
  wake(): void;
  close(): Promise<void>;
}

/**
 * One publication at a time: what arrives meanwhile goes together in the next. A single event is therefore not delayed,
 * and a thousand cost no more than a few. After a failure it stays idle until the next `wake`.
 */
export function createPublisher({
  publish,
  pending,
  onFault,
}: {
  publish: Transport["publish"];
  pending: OutgoingNotifications;
  onFault: (fault: unknown) => void;
}): Publisher {
  let running: Promise<void> | undefined;
  let isClosed = false;

  /** No `await` between the last check for work and clearing `running`: a `wake` in between would be lost. */
  const publishAll = async () => {
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (!pending.isEmpty) {
      const notification = pending.take();
      try {
        await publish(notification);
      } catch (fault) {
        pending.putBack(notification);
        if (!isClosed) onFault(fault);
        break;
      }
    }
    running = undefined;
  };

  return {
    wake() {
      if (!isClosed) running ??= publishAll();
    },
    async close() {
      isClosed = true;
      await running;
    },
  };
}
