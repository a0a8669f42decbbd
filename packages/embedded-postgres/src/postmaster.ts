import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import { freePort } from "./free-port.ts";
import { spawnAs, type Owner } from "./system-user.ts";

/** Called with errors in the background that were recovered from. */
export type OnFault = (fault: Error) => void;

/** A PostgreSQL server that is our child process. */
export interface Postmaster {
  /** Settles when the process ends, for any reason. */
  readonly exited: Promise<void>;
  /** Fast shutdown: ends every session and writes everything to disk. */
  stop(): Promise<void>;
}

export interface PostmasterOptions {
  readonly binaries: Binaries;
  readonly owner: Owner;
  readonly cluster: string;
  readonly logFile: string;
  readonly port: number;
}

/** Recovery after a crash reads the whole write-ahead log, which may take long. */
const START_PATIENCE = 300_000;
const STOP_PATIENCE = 30_000;

/** The line of `postmaster.pid` that holds the state (pidfile.h, LOCK_FILE_LINE_PM_STATUS, counted from 0). */
const STATUS_LINE = 7;

async function isReady(cluster: string, pid: number | undefined): Promise<boolean> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
  const lines = text.split("\n");
  return Number(lines[0]) === pid && lines[STATUS_LINE]?.trim() === "ready";
}

function serverArguments({ cluster, port }: PostmasterOptions): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    timezone: "UTC",
    log_timezone: "UTC",
    logging_collector: "off",
    log_destination: "stderr",
    // By default the schema of the role's name comes first, and it is that of Parley's tables: a host's `users` would be Parley's.
    search_path: "public",
  };
  return [
    "-D",
    cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}

/** Output goes to a log file: the process outlives us if we are killed, and a broken pipe would lose its log. */
async function spawnServer(options: PostmasterOptions): Promise<ChildProcess> {
  await rename(options.logFile, `${options.logFile}.1`).catch(() => undefined);
  const log = await open(options.logFile, "w", 0o600);
  try {
    const child = spawn(options.binaries.postgres, serverArguments(options), {
      ...spawnAs(options.owner),
      cwd: "/",
      // A new session: Ctrl-C in the terminal reaches only us, and we stop it after the last request.
      detached: true,
      windowsHide: true,
      stdio: ["ignore", log.fd, log.fd],
    });
    await once(child, "spawn");
    // A signal that cannot be sent is reported here; the end of the process is what counts.
    child.on("error", () => undefined);
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

async function lastWords(logFile: string): Promise<string> {
  const text = await readFile(logFile, "utf8").catch(() => "");
  const fatal = text.match(/(?:FATAL|PANIC|error while loading)[:\s].*/)?.[0];
  return fatal ?? text.trim().split("\n").at(-1) ?? "";
}

async function signalStop(child: ChildProcess, { binaries, cluster }: PostmasterOptions) {
  if (process.platform !== "win32") {
    child.kill("SIGINT");
    return;
  }
  // Windows has no signals; PostgreSQL brings its own, and pg_ctl sends them.
  const control = spawn(binaries.pgCtl, ["stop", "-D", cluster, "-m", "fast"], {
    windowsHide: true,
  });
  await once(control, "close");
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function untilEnd(child: ChildProcess): Promise<void> {
  if (!hasEnded(child)) await once(child, "exit");
}

async function untilReady(
  child: ChildProcess,
  { cluster, logFile }: PostmasterOptions,
): Promise<void> {
  const exited = untilEnd(child);
  const end = performance.now() + START_PATIENCE;
  while (!(await isReady(cluster, child.pid))) {
    if (hasEnded(child)) throw new Error(await lastWords(logFile));
    if (performance.now() > end) {
      child.kill("SIGKILL");
      throw new Error(`PostgreSQL was not ready after ${START_PATIENCE / 1000} s`);
    }
    await Promise.race([pause(20), exited]);
  }
}

async function stopServer(child: ChildProcess, options: PostmasterOptions): Promise<void> {
  if (hasEnded(child)) return;
  child.ref();
  const timer = setTimeout(() => child.kill("SIGQUIT"), STOP_PATIENCE);
  const exited = untilEnd(child);
  await signalStop(child, options);
  await exited;
  clearTimeout(timer);
}

/** Starts PostgreSQL and waits until it accepts connections. Rejects with its last output if it ends first. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const child = await spawnServer(options);
  // If this process ends without stopping it, for example by an exception, it is signalled to end too.
  const endWithUs = () => child.kill("SIGINT");
  process.once("exit", endWithUs);
  const exited = untilEnd(child).then(() => {
    process.off("exit", endWithUs);
  });
  await untilReady(child, options);
  return { exited, stop: () => stopServer(child, options) };
}

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
        onFault(new Error("The embedded PostgreSQL cannot be restarted", { cause }));
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
      onFault(new Error("The embedded PostgreSQL ended unexpectedly and is restarted"));
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
