/** Runs `work` after all earlier work of the same key has ended. Settles as `work` does. */
export type SerialPerKey<Key> = <Result>(key: Key, work: () => Promise<Result>) => Promise<Result>;

/**
 * One queue a key. Keys do not wait for each other, and a key whose work has ended takes no memory. A failure does not affect
 * later work. Queued work cannot be removed: `work` checks its own `AbortSignal` when its turn comes.
 */
export function serialPerKey<Key>(): SerialPerKey<Key> {
  const tails = new Map<Key, Promise<unknown>>();
  return (key, work) => {
    const start = () => work();
    const current = (tails.get(key) ?? Promise.resolve()).then(start, start);
    tails.set(key, current);
    const end = () => {
      // Later work may have been queued behind this one.
      if (tails.get(key) === current) tails.delete(key);
    };
    current.then(end, end);
    return current;
  };
}
