import { coalesce } from "./coalesce.ts";

/** Batches concurrent lookups into one query. */
export interface BatchLoader<Key, Value> {
  /** The value as of this moment or later; undefined if there is none. Rejects if its batch fails. */
  load(key: Key): Promise<Value | undefined>;
}

/**
 * One batch at a time: keys that arrive while a query runs go together in the next, at most `max` of them. A single
 * lookup is therefore not delayed, a thousand at once take a few queries, and no caller gets a value from before it
 * called.
 */
export function createBatchLoader<Key, Value>(
  loadAll: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
  { max = Number.POSITIVE_INFINITY }: { readonly max?: number } = {},
): BatchLoader<Key, Value> {
  const waiting = new Map<Key, PromiseWithResolvers<Value | undefined>>();
  const loadBatch = coalesce(async () => {
    const batch = [...waiting].slice(0, max);
    for (const [key] of batch) waiting.delete(key);
    try {
      const found = await loadAll(batch.map(([key]) => key));
      for (const [key, { resolve }] of batch) resolve(found.get(key));
    } catch (fault) {
      for (const [, { reject }] of batch) reject(fault);
    }
    if (waiting.size > 0) void loadBatch();
  });
  return {
    load(key) {
      const entry = waiting.get(key) ?? Promise.withResolvers<Value | undefined>();
      waiting.set(key, entry);
      void loadBatch();
      return entry.promise;
    },
  };
}
