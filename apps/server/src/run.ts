import { banner } from "./banner.ts";
import { type Env, readEnv } from "./env.ts";
import { explain } from "./explain.ts";
import { releaseMemory } from "./release-memory.ts";
import type { RunningServer } from "./start.ts";

/**
 * Longer than any graceful drain, in milliseconds, and shorter than the 30 seconds after which service managers send
 * SIGKILL. What is still open then, such as a statement that waits for a lock, ends with the process.
 */
const LAST_RESORT = 20_000;

function fail(fault: unknown, env?: Env): never {
  const unexpected = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  process.stderr.write(`${explain(fault, env) ?? unexpected}\n`);
  process.exit(1);
}

/** The first signal drains, even during the start; the second ends the process at once. */
function stopOnSignal(starting: Promise<RunningServer>): void {
  let isStopping = false;
  const onSignal = async () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(0), LAST_RESORT).unref();
    // A failed start reports the reason itself.
    const server = await starting.catch(() => undefined);
    if (server === undefined) return;
    try {
      await server.stop();
    } catch (fault) {
      // A database that is unavailable does not make the stop a failure: all clients were notified, and nothing is
      // lost.
      process.stderr.write(`${explain(fault, undefined) ?? String(fault)}\n`);
    }
    process.exit(0);
  };
  process.on("SIGTERM", () => void onSignal());
  process.on("SIGINT", () => void onSignal());
}

function readOrFail(): Env {
  try {
    return readEnv();
  } catch (fault) {
    return fail(fault);
  }
}

/** The life cycle of the process: configure, start, report, serve, drain. */
export async function run(): Promise<void> {
  const env = readOrFail();
  // Loaded late, so that an invalid variable is reported at once.
  const starting = import("./start.ts").then(({ startServer }) => startServer(env));
  stopOnSignal(starting);
  try {
    const server = await starting;
    releaseMemory();
    process.stdout.write(banner(server));
  } catch (fault) {
    fail(fault, env);
  }
}
