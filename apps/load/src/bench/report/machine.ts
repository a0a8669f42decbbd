import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem, type } from "node:os";
import type { Layout } from "../processes/cores.ts";

/** The machine of a run. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly system: string;
  readonly node: string;
  readonly database: string;
  readonly layout: string;
  /** Load average before the run: above one half, other processes were active. */
  readonly loadBefore: number;
  readonly commit: string;
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
}

const describe = (layout: Layout) =>
  layout.kind === "split"
    ? "split: servers and database on one core, the load on another"
    : `shared: ${layout.why}`;

export function describeMachine(layout: Layout, database: string): Machine {
  const [first] = cpus();
  return {
    cpu: first?.model ?? "unknown",
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: type(),
    node: process.version,
    database,
    layout: describe(layout),
    loadBefore: loadavg()[0] ?? Number.NaN,
    commit: commit(),
  };
}
