import { setTimeout as pause } from "node:timers/promises";
import type { OnFault } from "../pool.ts";
import type { Postmaster } from "./postmaster.ts";

const BETWEEN_ATTEMPTS = 1_000;

/** A server that is restarted whenever it ends unexpectedly. */
export interface Supervised {
  stop(): Promise<void>;
}

/**
 * Supervises a server. What was acknowledged is on disk, so a server that was killed, for example by the OOM killer,
 * restarts with everything; meanwhile calls fail as "unavailable".
 */
export function supervise(
  first: Postmaster,
  { start, onFault }: { readonly start: () => Promise<Postmaster>; readonly onFault: OnFault },
): Supervised {
  const stopping = new AbortController();
  let current = first;

  async function startAgain(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        current = await start();
        return;
      } catch (cause) {
        onFault(new Error("The embedded PostgreSQL does not start again", { cause }));
        await pause(BETWEEN_ATTEMPTS, undefined, { signal: stopping.signal }).catch(
          () => undefined,
        );
      }
    }
  }

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      await current.exited;
      if (stopping.signal.aborted) return;
      onFault(new Error("The embedded PostgreSQL ended by itself and is started again"));
      await startAgain();
    }
    // Stopped while starting: the new server did not receive the signal.
    await current.stop();
  }

  const watching = watch();
  return {
    stop: async () => {
      stopping.abort();
      await current.stop();
      await watching;
    },
  };
}
