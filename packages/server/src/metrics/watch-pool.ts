import type { Database } from "@parley/db/database";

type Pool = Database["$client"];
type Connected = Parameters<Pool["connect"]>[0];

/** Reports the waiting time of each request for a connection that has to wait. Every query of a pool uses `connect`. */
export function watchPool(pool: Pool, onWait: (milliseconds: number) => void): void {
  const connect = pool.connect.bind(pool);
  const isBusy = () => pool.idleCount === 0 && pool.totalCount >= (pool.options.max ?? 10);
  const timed = (callback?: Connected): unknown => {
    if (!isBusy()) return callback === undefined ? connect() : connect(callback);
    const begin = performance.now();
    const waited = () => onWait(performance.now() - begin);
    if (callback !== undefined) {
      return connect((...results) => {
        waited();
        callback(...results);
      });
    }
    const connecting = connect();
    connecting.then(waited, () => undefined);
    return connecting;
  };
  // Same parameters and results as `connect`, in both of its forms.
  pool.connect = timed as Pool["connect"];
}
