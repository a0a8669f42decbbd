import { expect, test } from "vitest";
import { median, spreadOf } from "./quantiles.ts";

test("quantiles are values that occurred, by the nearest rank", () => {
  const values = Array.from({ length: 1_000 }, (_, at) => 1_000 - at);
  expect(spreadOf(values)).toEqual({
    p50: 500,
    p95: 950,
    p99: 990,
    max: 1_000,
    count: 1_000,
  });
});

test("without values there is an empty spread, and one value is all of its quantiles", () => {
  expect(spreadOf([])).toMatchObject({ count: 0, p50: 0 });
  expect(spreadOf([7])).toMatchObject({ count: 1, p50: 7, p99: 7, max: 7 });
});

test("the median of an even number is the lower of the two in the middle", () => {
  expect(median([4, 1, 3, 2])).toBe(2);
  expect(median([10, 9, 100])).toBe(10);
});
