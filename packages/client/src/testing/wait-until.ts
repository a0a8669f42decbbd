import type { Store } from "../store.ts";

/** Resolves with the store's value once it passes the check. */
export function waitUntil<Value, Wanted extends Value = Value>(
  store: Store<Value>,
  isWanted: ((value: Value) => value is Wanted) | ((value: Value) => boolean),
): Promise<Value> {
  return new Promise((resolve) => {
    const look = () => {
      const value = store.get();
      if (!isWanted(value)) return;
      stop();
      resolve(value);
    };
    const stop = store.subscribe(look);
    look();
  });
}
