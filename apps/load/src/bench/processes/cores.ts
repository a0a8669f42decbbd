import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The assignment of cores. `split`: server and database on one, the load on another. `shared`: nothing is pinned. */
export type Layout =
  | { readonly kind: "split"; readonly serving: number; readonly load: number }
  | { readonly kind: "shared"; readonly why: string };

/** `0-1,4`, the kernel's notation of a list of cores. */
export function parseCores(list: string): number[] {
  return list
    .trim()
    .split(",")
    .filter((part) => part !== "")
    .flatMap((part) => {
      const [first = Number.NaN, last = first] = part.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, at) => first + at);
    })
    .filter((core) => Number.isInteger(core));
}

function allowedCores(): number[] {
  try {
    const status = readFileSync("/proc/self/status", "utf8");
    return parseCores(/^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? "");
  } catch {
    return [];
  }
}

/** The layout that this machine allows: pinning needs Linux, two cores and `taskset`. */
export function chooseLayout(): Layout {
  const [serving, load] = allowedCores();
  if (serving === undefined || load === undefined) {
    return { kind: "shared", why: "this machine does not show two cores" };
  }
  if (spawnSync("taskset", ["--version"]).status !== 0) {
    return { kind: "shared", why: "there is no taskset here" };
  }
  return { kind: "split", serving, load };
}

/** A command line that runs on the core of its role, if cores are assigned. */
export function pinned(
  layout: Layout,
  part: "serving" | "load",
  command: readonly [string, ...string[]],
): readonly [string, ...string[]] {
  return layout.kind === "split" ? ["taskset", "-c", String(layout[part]), ...command] : command;
}
