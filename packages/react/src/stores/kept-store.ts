import { createKeyedStore, type KeyedStore } from "./keyed-store.ts";

/** The part of `localStorage` and `sessionStorage` that stores use. */
export type PageStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export interface KeptStore<Value> extends Pick<
  KeyedStore<Value>,
  "get" | "all" | "set" | "subscribe"
> {
  /** Follows what other tabs write, until the result is called. */
  follow(): () => void;
}

interface KeptStoreOptions<Value> {
  /** Where it lies in the storage. */
  readonly name: string;
  readonly storage: PageStorage | undefined;
  /** Whether something found in the storage is a value. */
  readonly isValue: (found: unknown) => found is Value;
}

function read<Value>({ name, storage, isValue }: KeptStoreOptions<Value>): Map<string, Value> {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(name) ?? "{}");
    if (typeof kept !== "object" || kept === null) return new Map();
    const isEntry = (entry: [string, unknown]): entry is [string, Value] => isValue(entry[1]);
    return new Map(Object.entries(kept).filter(isEntry));
  } catch {
    // Unreadable or forbidden storage costs what an earlier visit left, nothing else.
    return new Map();
  }
}

function write<Value>({ name, storage }: KeptStoreOptions<Value>, values: Map<string, Value>) {
  try {
    if (values.size === 0) storage?.removeItem(name);
    else storage?.setItem(name, JSON.stringify(Object.fromEntries(values)));
  } catch {
    // Full or forbidden storage: the values live as long as the page.
  }
}

/** Values by key that survive a reload where the browser lets them. */
export function createKeptStore<Value>(options: KeptStoreOptions<Value>): KeptStore<Value> {
  const store = createKeyedStore(read(options));
  return {
    ...store,
    set(key, value) {
      store.set(key, value);
      // Another tab may have written since: only this one value is ours to change.
      const kept = read(options);
      if (value === undefined) kept.delete(key);
      else kept.set(key, value);
      write(options, kept);
    },
    follow() {
      const { window } = globalThis;
      if (options.storage === undefined || window === undefined) return () => {};
      const onStorage = ({ key }: StorageEvent) => {
        // Without a key the whole storage was emptied.
        if (key !== options.name && key !== null) return;
        const kept = read(options);
        for (const name of new Set([...store.all().keys(), ...kept.keys()])) {
          store.set(name, kept.get(name));
        }
      };
      window.addEventListener("storage", onStorage);
      return () => window.removeEventListener("storage", onStorage);
    },
  };
}

function ifAllowed(storage: () => PageStorage): PageStorage | undefined {
  try {
    return storage();
  } catch {
    return undefined;
  }
}

/** The browser's own storage; absent on a server and where it is forbidden. */
export const browserStorage = () => ifAllowed(() => globalThis.localStorage);

/** What lives as long as the tab; absent on a server and where it is forbidden. */
export const tabStorage = () => ifAllowed(() => globalThis.sessionStorage);
