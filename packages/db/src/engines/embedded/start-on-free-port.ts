import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import { startPostmaster, type Postmaster, type PostmasterOptions } from "./postmaster.ts";

/** Another process took the port in between, or backends of a killed server are about to end. */
const WORTH_ANOTHER_TRY = /could not (bind|create any TCP)|is still in use/;
const ATTEMPTS = 20;

/** Starts PostgreSQL on a free port. */
export async function startOnFreePort(
  options: Omit<PostmasterOptions, "port">,
): Promise<{ postmaster: Postmaster; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { postmaster: await startPostmaster({ ...options, port }), port };
    } catch (error) {
      const again = error instanceof Error && WORTH_ANOTHER_TRY.test(error.message);
      if (!again || attempt === ATTEMPTS) throw error;
      await pause(250);
    }
  }
}
