import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { processState } from "../../process-state.ts";

const STEPS = [
  // Fast shutdown: rolls back what is under way, and writes everything down.
  { signal: "SIGINT", patience: 15_000 },
  // Immediate shutdown: the next start recovers from the log.
  { signal: "SIGQUIT", patience: 5_000 },
  { signal: "SIGKILL", patience: 5_000 },
] as const;

/** The command line of a process, as one text. */
async function commandLine(pid: number): Promise<string> {
  if (process.platform === "linux") return readFile(`/proc/${pid}/cmdline`, "utf8");
  const { stdout } = await promisify(execFile)("ps", ["-ww", "-o", "command=", "-p", String(pid)]);
  return stdout;
}

async function isGone(pid: number, patience: number): Promise<boolean> {
  const end = performance.now() + patience;
  while ((await processState(pid)).kind === "alive") {
    if (performance.now() > end) return false;
    await pause(20);
  }
  return true;
}

/** Ends a PostgreSQL by its pid, politely first. */
async function endPostmaster(pid: number): Promise<void> {
  for (const { signal, patience } of STEPS) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await isGone(pid, patience)) return;
  }
}

/**
 * Ends the PostgreSQL that a killed server left behind on this cluster, so that the next one can start.
 * The caller holds the lock of the data directory: a PostgreSQL that still runs on it has lost its server.
 *
 * A dead one leaves its number in `postmaster.pid`, and the number may be taken: by another program by now,
 * or by the dead one itself where nobody has collected it. PostgreSQL would then refuse to start. It does
 * not when the number is its parent's, so we write ours there. The file itself stays: by its last lines
 * PostgreSQL sees whether backends of the dead server still write.
 * https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/utils/init/miscinit.c (CreateLockFile)
 */
export async function endLeftover(cluster: string): Promise<void> {
  const path = join(cluster, "postmaster.pid");
  const read = () => readFile(path, "utf8").catch(() => null);
  const pid = Number.parseInt((await read()) ?? "", 10);
  if ((await processState(pid)).kind === "alive") {
    const command = await commandLine(pid).catch(() => "");
    if (command.includes(cluster)) await endPostmaster(pid);
  }
  const left = await read();
  if (left !== null) await writeFile(path, left.replace(/^\d+/, String(process.pid)));
}
