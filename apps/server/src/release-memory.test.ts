import { expect, test } from "vitest";
import { releaseMemory } from "./release-memory.ts";

test("the memory that the start needed is released", () => {
  let kept: object[] = [];
  for (let at = 0; at < 2_000_000; at += 1) kept.push({ at });
  const { heapTotal: before } = process.memoryUsage();
  kept = [];
  releaseMemory();
  const { heapTotal, heapUsed } = process.memoryUsage();
  expect(heapTotal).toBeLessThan(before - 2_000_000 * 8);
  expect(heapTotal - heapUsed).toBeLessThan(16 * 2 ** 20);
  expect(kept).toEqual([]);
});
