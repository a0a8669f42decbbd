import { createStore, del, set, values } from "idb-keyval";
import type { OutboxStorage, StoredEntry } from "./storage.ts";

/**
 * Keeps unsent messages in the browser, across reloads. Give each signed-in person a name of their own:
 * whoever opens a name next sends what is left in it.
 */
export function createIndexedDbOutboxStorage(name: string): OutboxStorage {
  const store = createStore(name, "outbox");
  return {
    name,
    load: () => values<StoredEntry>(store),
    put: (entry) => set(entry.id, entry, store),
    remove: (id) => del(id, store),
  };
}
