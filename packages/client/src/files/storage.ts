import { del, set, values } from "idb-keyval";
import { openStore } from "../outbox/indexed-db-storage.ts";
import { fileStoreName } from "./client-files.ts";
import type { FileStorage, StoredFile } from "./file-storage.ts";

/** Stores chosen files in the browser, across reloads, next to the outbox of this name. */
export function createIndexedDbFileStorage(outbox: string): FileStorage {
  const store = openStore(fileStoreName(outbox), "files");
  return {
    load: () => values<StoredFile>(store),
    put: (file) => set(file.id, file, store),
    remove: (id) => del(id, store),
  };
}
