import { del, set, type UseStore, values } from "idb-keyval";
import type { OutboxStorage, StoredEntry } from "./storage.ts";

/** As `createStore` of idb-keyval, and lets go of the database when somebody deletes it: the next use makes it anew. */
function openStore(name: string, storeName: string): UseStore {
  let opened: Promise<IDBDatabase> | undefined;
  const open = () => {
    const request = indexedDB.open(name);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(storeName));
    const made = new Promise<IDBDatabase>((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error ?? new Error("no database")));
    });
    const forget = () => {
      if (opened === made) opened = undefined;
    };
    made.then((database) => {
      database.addEventListener("close", forget);
      database.addEventListener("versionchange", () => {
        database.close();
        forget();
      });
    }, forget);
    return made;
  };
  return async (mode, use) => {
    opened ??= open();
    const database = await opened;
    return use(database.transaction(storeName, mode).objectStore(storeName));
  };
}

/**
 * Keeps unsent messages in the browser, across reloads. Give each signed-in person a name of their own:
 * whoever opens a name next sends what is left in it.
 */
export function createIndexedDbOutboxStorage(name: string): OutboxStorage {
  const store = openStore(name, "outbox");
  return {
    name,
    load: () => values<StoredEntry>(store),
    put: (entry) => set(entry.id, entry, store),
    remove: (id) => del(id, store),
  };
}
