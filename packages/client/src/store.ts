/** A value that can be read and watched: what React's `useSyncExternalStore` wants. */
export interface Store<Value> {
  get(): Value;
  subscribe(onChange: () => void): () => void;
}

export interface WritableStore<Value> extends Store<Value> {
  set(value: Value): void;
}

/** A store that tells its watchers when `set` brings another value. */
export function createStore<Value>(initial: Value): WritableStore<Value> {
  let value = initial;
  const watchers = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return;
      value = next;
      for (const tell of watchers) tell();
    },
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}
