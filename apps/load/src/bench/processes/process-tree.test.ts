import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { cpuSeconds } from "./process-tree.ts";

const seconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6;
/** The two are counted by different clocks of the kernel. */
const TOLERANCE = 0.005;

test.skipIf(!existsSync("/proc/self/schedstat"))(
  "CPU time is that which Node reports, to less than a hundredth of a second",
  () => {
    const outer = process.cpuUsage();
    const begin = cpuSeconds(process.pid);
    const inner = process.cpuUsage();
    const end = performance.now() + 100;
    while (performance.now() < end);
    const least = seconds(process.cpuUsage(inner));
    const counted = cpuSeconds(process.pid) - begin;
    const most = seconds(process.cpuUsage(outer));
    expect(counted).toBeGreaterThan(least - TOLERANCE);
    expect(counted).toBeLessThan(most + TOLERANCE);
  },
);
