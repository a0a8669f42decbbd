import { readdirSync, readFileSync } from "node:fs";

/** What the kernel counts for a process. */
interface Stat {
  readonly parent: number;
  /** CPU time of its threads, those that have ended included, in whole hundredths of a second (proc(5), USER_HZ). */
  readonly own: number;
  /** That of its children that have ended. */
  readonly children: number;
}

function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name is in parentheses and may contain spaces.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [user = 0, system = 0, ...children] = fields
      .slice(11, 15)
      .map((ticks) => Number(ticks) / 100);
    const sum = children.reduce((total, seconds) => total + seconds, 0);
    return { parent: Number(fields[1]), own: user + system, children: sum };
  } catch {
    // It ended between two reads.
    return undefined;
  }
}

/** CPU seconds of the threads that a process has now, to the nanosecond; 0 on a kernel without scheduler statistics. */
function threadSeconds(pid: number): number {
  try {
    const seconds = readdirSync(`/proc/${pid}/task`).map(
      (thread) =>
        Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ", 1)[0]) /
        1e9,
    );
    return seconds.reduce((total, each) => total + each, 0);
  } catch {
    return 0;
  }
}

function processSeconds(pid: number): number {
  const stat = readStat(pid);
  if (stat === undefined) return 0;
  // The first is finer; only the second has threads that have ended.
  return Math.max(threadSeconds(pid), stat.own) + stat.children;
}

const everyPid = () =>
  readdirSync("/proc")
    .map(Number)
    .filter((pid) => Number.isInteger(pid));

/** A process and all its descendants. */
export function treeOf(root: number): number[] {
  const parents = new Map(everyPid().map((pid) => [pid, readStat(pid)?.parent]));
  const isBelow = (pid: number): boolean => {
    if (pid === root) return true;
    const parent = parents.get(pid);
    return parent !== undefined && parent > 1 && isBelow(parent);
  };
  return [...parents.keys()].filter(isBelow);
}

/** CPU seconds of a process and all its descendants. */
export const cpuSeconds = (root: number): number =>
  treeOf(root).reduce((sum, pid) => sum + processSeconds(pid), 0);

/** Resident memory of one process in KiB. */
export function residentKib(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN);
}
