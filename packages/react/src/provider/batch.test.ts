import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createBatch } from "./batch.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the first item is passed on at once, the rest in batches at most once a second", () => {
  const said: number[][] = [];
  const batch = createBatch<number>(1_000, (items) => said.push([...items]));
  batch.add(1);
  batch.add(2);
  batch.add(3);
  expect(said).toEqual([[1]]);
  vi.advanceTimersByTime(1_000);
  expect(said).toEqual([[1], [2, 3]]);
  batch.add(4);
  expect(said).toHaveLength(2);
  vi.advanceTimersByTime(1_000);
  expect(said.at(-1)).toEqual([4]);
  vi.advanceTimersByTime(1_000);
  batch.add(5);
  expect(said.at(-1)).toEqual([5]);
});
