import { expect, test } from "vitest";
import { createTokenBuckets } from "./token-buckets.ts";

function start(burst: number, perSecond: number) {
  const clock = { now: 0 };
  return { clock, buckets: createTokenBuckets({ burst, perSecond }, () => clock.now) };
}

test("RATE-1: a bucket allows its burst at once, then its rate, and returns the wait for the next", () => {
  const { clock, buckets } = start(3, 2);
  expect([1, 2, 3, 4].map(() => buckets.take("ada"))).toEqual([0, 0, 0, 500]);
  expect(buckets.take("ben"), "everybody has a bucket of their own").toBe(0);
  clock.now = 400;
  expect(buckets.take("ada")).toBe(100);
  clock.now = 500;
  expect(buckets.take("ada"), "what was refused is not counted").toBe(0);
  clock.now = 3_600_000;
  expect([1, 2, 3, 4].map(() => buckets.take("ada"))).toEqual([0, 0, 0, 500]);
});

test("RATE-1: waiting the retry delay is always enough", () => {
  const { clock, buckets } = start(7, 0.3);
  for (let nth = 0; nth < 1_000; nth += 1) {
    const wait = buckets.take("ada");
    if (wait === 0) continue;
    clock.now += wait;
    expect(buckets.take("ada")).toBe(0);
  }
});

test("RATE-1: keys with full buckets are removed, empty ones are not", () => {
  const { clock, buckets } = start(2, 1);
  while (buckets.take("ada") === 0);
  for (let nth = 0; nth < 100_000; nth += 1) {
    clock.now += 1;
    buckets.take(`guest ${nth}`);
    if (nth % 500 === 0) while (buckets.take("ada") === 0);
  }
  expect(buckets.size).toBeLessThan(25_000);
  expect(buckets.take("ada")).toBeGreaterThan(0);
});
