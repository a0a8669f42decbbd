/** Something to wait at, until it rings or the time is up. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, or after `ms` milliseconds where they are given. */
  wait(ms?: number): Promise<void>;
}

export function createBell(): Bell {
  const waiting = new Set<() => void>();
  return {
    ring() {
      for (const go of [...waiting]) go();
    },
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = ms === undefined ? undefined : setTimeout(go, ms);
        function go() {
          clearTimeout(timer);
          waiting.delete(go);
          resolve();
        }
        waiting.add(go);
      }),
  };
}
