import { readFile } from "node:fs/promises";

/** A process, as far as the system reports it. `startedAt` tells a process from a later one with its pid. */
export type ProcessState =
  | { readonly kind: "gone" }
  | { readonly kind: "alive"; readonly startedAt: string | null };

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists, and belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Inspects a process. A zombie counts as gone: it no longer runs, its parent has not collected it yet. */
export async function processState(pid: number): Promise<ProcessState> {
  if (!Number.isSafeInteger(pid) || pid <= 0 || !exists(pid)) return { kind: "gone" };
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (stat === null) return { kind: "alive", startedAt: null };
  // The name in parentheses may contain anything. After it: the state is field 3, the start time field 22.
  // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const state = fields[0];
  if (state === "Z" || state === "X") return { kind: "gone" };
  return { kind: "alive", startedAt: fields[19] ?? null };
}
