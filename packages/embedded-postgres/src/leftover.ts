import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { processState } from "./process-state.ts";

const STEPS = [
  // Fast shutdown: rolls back running transactions, and writes everything to disk.
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

/** Ends a PostgreSQL by its pid, with a fast shutdown first. */
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
 * Ends the PostgreSQL that a killed server left running on this cluster, so that the next one can start. The caller
 * holds the lock of the data directory: a PostgreSQL that still runs on it has lost its server.
 *
 * A dead one leaves its pid in `postmaster.pid`, and the pid may be in use: by another program, or by the dead process
 * itself if it is a zombie. PostgreSQL would then refuse to start. It does not if the pid is its parent's, so we write
 * ours there. The file itself stays: from its last lines PostgreSQL detects whether backends of the dead server still
 * write. https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/utils/init/miscinit.c (CreateLockFile)
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
