/** Values by key, watched as a whole. `all` is another map after every change, so it can be compared. */
export interface KeyedStore<Value> {
  get(key: string): Value | undefined;
  all(): ReadonlyMap<string, Value>;
  /** `undefined` takes the key out. */
  set(key: string, value: Value | undefined): void;
  clear(): void;
  subscribe(onChange: () => void): () => void;
}

export function createKeyedStore<Value>(
  initial: Iterable<[string, Value]> = [],
): KeyedStore<Value> {
  let values: ReadonlyMap<string, Value> = new Map(initial);
  const watchers = new Set<() => void>();
  const become = (next: ReadonlyMap<string, Value>) => {
    values = next;
    for (const tell of watchers) tell();
  };
  return {
    get: (key) => values.get(key),
    all: () => values,
    set(key, value) {
      if (Object.is(values.get(key), value)) return;
      const next = new Map(values);
      if (value === undefined) next.delete(key);
      else next.set(key, value);
      become(next);
    },
    clear() {
      if (values.size > 0) become(new Map());
    },
    subscribe(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}
