import { createStore, type Store } from "@parley/client";
import type { PendingArrangement } from "../arrangement.ts";

/** Arrangements under way. The screen shows them as done; one that fails is taken back. */
export interface PendingArrangements extends Store<readonly PendingArrangement[]> {
  /**
   * Shows `pending` while `send` runs. Those of one conversation are sent one after the other, so that they
   * arrive in the order in which they were made.
   */
  run(pending: PendingArrangement, send: () => Promise<void>): Promise<void>;
}

export function createPendingArrangements(): PendingArrangements {
  const store = createStore<readonly PendingArrangement[]>([]);
  const lanes = new Map<string, Promise<void>>();

  const sendInTurn = async (before: Promise<void> | undefined, send: () => Promise<void>) => {
    // What became of the one before is its own affair.
    await before?.catch(() => undefined);
    await send();
  };
  return {
    get: store.get,
    subscribe: store.subscribe,
    async run(pending, send) {
      const { id } = pending.row;
      store.set([...store.get(), pending]);
      const sent = sendInTurn(lanes.get(id), send);
      lanes.set(id, sent);
      try {
        await sent;
      } finally {
        store.set(store.get().filter((other) => other !== pending));
        if (lanes.get(id) === sent) lanes.delete(id);
      }
    },
  };
}
