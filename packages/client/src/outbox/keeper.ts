import { createNotifier } from "@parley/concurrency/notifier";
import type { OutboxEntry } from "../outbox-entry.ts";
import type { OutboxStorage, StoredEntry } from "./storage.ts";
import type { Tenancy } from "./tenancy.ts";

/** How long a message waits for the storage, in milliseconds. Some browsers leave a request open for ever. */
const PATIENCE = 1_000;

/** Keeps entries in a storage that may fail or hang. Nothing here rejects. */
export interface Keeper {
  save(entry: OutboxEntry): void;
  drop(id: string): void;
  /** Takes over what other tabs, or an earlier page, left behind. */
  takeOver(): Promise<StoredEntry[]>;
  /** Leaves what is kept to other tabs. */
  leave(): void;
  /** Resolves once everything asked so far is done, or the patience is over. */
  settled(): Promise<void>;
}

function toStored({ state, ...entry }: OutboxEntry): StoredEntry {
  return state.status === "failed" ? { ...entry, refused: state.reason } : entry;
}

/** Resolves with the work, or without it once the patience is over. Says which. */
export async function patiently(work: Promise<unknown>): Promise<"done" | "stuck"> {
  const bell = createNotifier();
  const done = work.then(() => "done" as const);
  const outcome = await Promise.race([done, bell.wait(PATIENCE).then(() => "stuck" as const)]);
  bell.notify();
  return outcome;
}

export function createKeeper(storage: OutboxStorage, tenancy: Tenancy): Keeper {
  // One after the other, so that what is dropped cannot come back by an earlier save that took longer.
  let last: Promise<unknown> = Promise.resolve();
  let isStuck = false;
  const inTurn = (work: () => Promise<void>) => {
    last = last.then(work).catch(() => undefined);
    void last.then(() => (isStuck = false));
  };
  const put = async (entry: OutboxEntry) => {
    await tenancy.enter();
    await storage.put({ ...toStored(entry), owner: tenancy.owner });
  };
  return {
    save: (entry) => inTurn(() => put(entry)),
    drop: (id) => inTurn(() => storage.remove(id)),
    async takeOver() {
      inTurn(tenancy.enter);
      await last;
      return tenancy.claim().catch(() => []);
    },
    leave: tenancy.leave,
    async settled() {
      if (!isStuck) isStuck = (await patiently(last)) === "stuck";
    },
  };
}
