import { useSyncExternalStore } from "react";

interface Watchable {
  subscribe(onChange: () => void): () => void;
}

/** Reads an outside store and renders again when what `read` gives becomes another value. */
export function useStore<Value>(store: Watchable, read: () => Value): Value {
  return useSyncExternalStore(store.subscribe, read, read);
}
