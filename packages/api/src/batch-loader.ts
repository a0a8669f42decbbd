/** Batches concurrent lookups into one query. */
export interface BatchLoader<Key, Value> {
  /** The value as of this moment or later; undefined if there is none. */
  load(key: Key): Promise<Value | undefined>;
}

/**
 * One batch at a time: keys that arrive while a query runs go together in the next. A single lookup is therefore not
 * delayed, a thousand at once take a few queries, and no caller gets a value from before it called.
 */
export function createBatchLoader<Key, Value>(
  loadAll: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): BatchLoader<Key, Value> {
  interface Pending {
    readonly key: Key;
    readonly resolve: (value: Value | undefined) => void;
    readonly reject: (fault: unknown) => void;
  }
  let waiting: Pending[] = [];
  let running = false;

  async function settle(batch: readonly Pending[]) {
    try {
      const found = await loadAll([...new Set(batch.map(({ key }) => key))]);
      for (const { key, resolve } of batch) resolve(found.get(key));
    } catch (fault) {
      for (const { reject } of batch) reject(fault);
    }
  }

  async function drain() {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await settle(batch);
    }
    running = false;
  }

  return {
    load: (key) =>
      new Promise((resolve, reject) => {
        waiting.push({ key, resolve, reject });
        if (!running) void drain();
      }),
  };
}
