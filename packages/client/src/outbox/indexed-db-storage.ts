import { del, set, type UseStore, values } from "idb-keyval";
import type { OutboxStorage, StoredEntry } from "./storage.ts";

/** Like `createStore` of idb-keyval, but closes the database when it is deleted elsewhere: the next use creates it again. */
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
 * Stores unsent messages in the browser, across reloads. Use a different name for each signed-in user: the next user
 * of a name sends the messages that are left in it.
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
