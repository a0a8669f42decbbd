import { readdirSync, readFileSync } from "node:fs";

/**
 * CPU time of a process by the kernel, in hundredths of a second on Linux (proc(5), USER_HZ): its own, and that of its
 * children that have ended.
 */
interface Stat {
  readonly parent: number;
  readonly seconds: number;
}

function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name is in parentheses and may contain spaces.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { parent: Number(fields[1]), seconds: ticks / 100 };
  } catch {
    // It ended between two reads.
    return undefined;
  }
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
  treeOf(root).reduce((sum, pid) => sum + (readStat(pid)?.seconds ?? 0), 0);

/** Resident memory of one process in KiB. */
export function residentKib(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN);
}
