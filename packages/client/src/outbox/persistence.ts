import { withTimeout } from "@parley/concurrency/with-timeout";
import type { OutboxEntry } from "../outbox-entry.ts";
import type { OutboxStorage, StoredEntry } from "./storage.ts";
import type { TabOwnership } from "./tab-ownership.ts";

/** How long a message waits for the storage, in milliseconds. Some browsers never settle a request. */
const STORAGE_TIMEOUT = 1_000;

/** Stores entries in a storage that may fail or hang. Nothing here rejects. */
export interface Persistence {
  save(entry: OutboxEntry): void;
  drop(id: string): void;
  /** Claims the entries of an earlier page and of closed tabs. */
  takeOver(): Promise<StoredEntry[]>;
  /** Leaves stored entries to other tabs. */
  leave(): void;
  /** Resolves once all earlier operations are done, or after a timeout. */
  settled(): Promise<void>;
}

function toStored({ state, ...entry }: OutboxEntry): StoredEntry {
  return state.status === "failed" ? { ...entry, refused: state.reason } : entry;
}

/** Resolves to whether work of the storage is done in time. */
export const storageDone = (work: Promise<unknown>): Promise<boolean> =>
  withTimeout(STORAGE_TIMEOUT, work);

export function createPersistence(storage: OutboxStorage, ownership: TabOwnership): Persistence {
  // Serial, so that an earlier save that took longer cannot bring back a dropped entry.
  let last: Promise<unknown> = Promise.resolve();
  let isStuck = false;
  // Without this, a write that begins after `leave` would enter again, and other tabs would leave its entry alone.
  let hasLeft = false;
  const inTurn = (work: () => Promise<void>) => {
    last = last.then(work).catch(() => undefined);
    void last.then(() => (isStuck = false));
  };
  return {
    save(entry) {
      const stored = { ...toStored(entry), owner: ownership.owner };
      hasLeft = false;
      storage.putNow?.(stored);
      inTurn(async () => {
        if (!hasLeft) await ownership.enter();
        await storage.put(stored);
      });
    },
    drop: (id) => inTurn(() => storage.remove(id)),
    async takeOver() {
      hasLeft = false;
      inTurn(ownership.enter);
      await last;
      return ownership.claim().catch(() => []);
    },
    leave() {
      hasLeft = true;
      ownership.leave();
    },
    async settled() {
      if (!isStuck) isStuck = !(await storageDone(last));
    },
  };
}
