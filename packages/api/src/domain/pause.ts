import { setTimeout } from "node:timers/promises";

/** Waits for some milliseconds, or until the signal aborts. Does not keep the process running. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal, ref: false });
  } catch {
    // Aborted: the caller checks the signal.
  }
}
