/** Wakes callers that wait for a change, which they then look for themselves. */
export interface Notifier {
  /** Wakes every caller that waits now. */
  notify(): void;
  /** Resolves at the next `notify`, or after `ms` milliseconds if they are given. */
  wait(ms?: number): Promise<void>;
}

/** Creates a notifier: each waiting call ends with the next `notify`. */
export function createNotifier(): Notifier {
  const waiting = new Set<() => void>();
  return {
    notify() {
      for (const wake of [...waiting]) wake();
    },
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = ms === undefined ? undefined : setTimeout(wake, ms);
        function wake() {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        }
        waiting.add(wake);
      }),
  };
}
