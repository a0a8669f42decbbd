import { del, set, type UseStore, values } from "idb-keyval";
import { isStoredEntry, type OutboxStorage, type StoredEntry } from "./storage.ts";

/** Like `createStore` of idb-keyval, but closes the database when it is deleted elsewhere: the next use creates it again. */
export function openStore(name: string, storeName: string): UseStore {
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

/** The beginning of the keys in `localStorage` that hold the entries of one name until IndexedDB has stored them. */
export const unsentKeyPrefix = (name: string) => `parley:unsent:${encodeURIComponent(name)}:`;

/** Entries in `localStorage`, which writes before it returns. Does nothing where the browser refuses it or it is full. */
function createSynchronousEntries(name: string) {
  const prefix = unsentKeyPrefix(name);
  const attempt = <Value>(work: () => Value, otherwise: Value): Value => {
    try {
      return work();
    } catch {
      return otherwise;
    }
  };
  const parse = (key: string): unknown =>
    attempt((): unknown => JSON.parse(localStorage.getItem(key) ?? "null"), null);
  return {
    put: (entry: StoredEntry) =>
      attempt(() => localStorage.setItem(prefix + entry.id, JSON.stringify(entry)), undefined),
    remove: (id: string) => attempt(() => localStorage.removeItem(prefix + id), undefined),
    load: (): StoredEntry[] =>
      attempt(() => Object.keys(localStorage), [])
        .filter((key) => key.startsWith(prefix))
        .map(parse)
        .filter(isStoredEntry),
  };
}

/**
 * Stores unsent messages in the browser, across reloads. Use a different name for each signed-in user: the next user
 * of a name sends the messages that are left in it.
 */
export function createIndexedDbOutboxStorage(name: string): OutboxStorage {
  const store = openStore(name, "outbox");
  const unwritten = createSynchronousEntries(name);
  return {
    name,
    putNow: unwritten.put,
    files: async () => (await import("../files/storage.ts")).createIndexedDbFileStorage(name),
    async load() {
      // Read first: an entry whose write ends meanwhile is then in at least one of the two.
      const early = unwritten.load();
      const stored = await values<StoredEntry>(store).catch((cause: unknown) => {
        if (early.length === 0) throw cause;
        return [];
      });
      const ids = new Set(stored.map(({ id }) => id));
      return [...stored, ...early.filter(({ id }) => !ids.has(id))];
    },
    async put(entry) {
      await set(entry.id, entry, store);
      unwritten.remove(entry.id);
    },
    async remove(id) {
      unwritten.remove(id);
      await del(id, store);
    },
  };
}
