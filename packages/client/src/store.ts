/** A readable, observable value in the form of React's `useSyncExternalStore`. */
export interface Store<Value> {
  get(): Value;
  subscribe(onChange: () => void): () => void;
}

/** A store whose value its owner sets. */
export interface WritableStore<Value> extends Store<Value> {
  set(value: Value): void;
}

/** A store that notifies its subscribers when `set` changes the value. */
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
