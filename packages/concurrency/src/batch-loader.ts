import { coalesce } from "./coalesce.ts";

/** Batches concurrent lookups into one query. */
export interface BatchLoader<Key, Value> {
  /** The value as of this moment or later; undefined if there is none. Rejects if its batch fails. */
  load(key: Key): Promise<Value | undefined>;
}

/**
 * One batch at a time: keys that arrive while a query runs go together in the next. A single lookup is therefore not
 * delayed, a thousand at once take a few queries, and no caller gets a value from before it called.
 */
export function createBatchLoader<Key, Value>(
  loadAll: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): BatchLoader<Key, Value> {
  let keys = new Set<Key>();
  const loadBatch = coalesce(() => {
    const batch = [...keys];
    keys = new Set();
    return loadAll(batch);
  });
  return {
    async load(key) {
      keys.add(key);
      return (await loadBatch()).get(key);
    },
  };
}
