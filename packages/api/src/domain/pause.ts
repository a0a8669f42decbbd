import { setTimeout } from "node:timers/promises";

/** Waits for some milliseconds, or until the signal aborts. Keeps no process alive. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal, ref: false });
  } catch {
    // Aborted: the caller looks at the signal.
  }
}
