import type { Carrier } from "./transport.ts";
import type { PendingNews } from "./outgoing-notifications.ts";

/** Hands waiting news to a carrier. */
export interface Publisher {
  /** There is something new. What comes in the same turn of the event loop goes together. */
  wake(): void;
  close(): Promise<void>;
}

/**
 * One publication at a time: what arrives meanwhile goes together in the next. So a lone event waits for
 * nobody, and a thousand cost no more than a few. After a failure it rests until the next `wake`.
 */
export function createPublisher({
  publish,
  pending,
  onFault,
}: {
  publish: Carrier["publish"];
  pending: PendingNews;
  onFault: (fault: unknown) => void;
}): Publisher {
  let underWay: Promise<void> | undefined;
  let isClosed = false;

  /** Whoever wakes it after the last look must find nothing under way: nothing is awaited in between. */
  const publishAll = async () => {
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (!pending.isEmpty) {
      const news = pending.take();
      try {
        await publish(news);
      } catch (fault) {
        pending.putBack(news);
        if (!isClosed) onFault(fault);
        break;
      }
    }
    underWay = undefined;
  };

  return {
    wake() {
      if (!isClosed) underWay ??= publishAll();
    },
    async close() {
      isClosed = true;
      await underWay;
    },
  };
}
