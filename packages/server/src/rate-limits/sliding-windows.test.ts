import fc from "fast-check";
import { expect, test } from "vitest";
import { createSlidingWindows } from "./sliding-windows.ts";

const HOUR = 3_600_000;
const windows = [
  { max: 10, within: HOUR },
  { max: 30, within: 24 * HOUR },
];

test("RATE-15: no period of an hour allows 11, none of a day 31, and waiting the retry delay is enough", () => {
  const steps = fc.array(fc.oneof(fc.nat(5 * 60_000), fc.nat(3 * HOUR)), { maxLength: 200 });
  fc.assert(
    fc.property(steps, (pauses) => {
      let time = 0;
      const { take } = createSlidingWindows(windows, () => time);
      const passed: number[] = [];
      for (const pause of pauses) {
        time += pause;
        const wait = take("ada");
        if (wait === 0) {
          passed.push(time);
          continue;
        }
        const isFull = windows.some(
          ({ max, within }) => passed.filter((at) => time - at < within).length >= max,
        );
        expect(isFull, "nothing is refused that fits").toBe(true);
        time += wait;
        expect(take("ada")).toBe(0);
        passed.push(time);
      }
      for (const { max, within } of windows) {
        const most = passed.map((from) => passed.filter((at) => at >= from && at - from < within));
        expect(Math.max(0, ...most.map(({ length }) => length))).toBeLessThanOrEqual(max);
      }
    }),
    { numRuns: 300 },
  );
});

test("RATE-15: keys are counted separately, and idle ones are removed", () => {
  let time = 0;
  const counter = createSlidingWindows([{ max: 1, within: 1_000 }], () => time);
  expect([counter.take("ada"), counter.take("ben"), counter.take("ada")]).toEqual([0, 0, 1_000]);
  for (let nth = 0; nth < 100_000; nth += 1) {
    time += 1;
    counter.take(`guest ${nth}`);
  }
  expect(counter.size).toBeLessThan(25_000);
});

test("a window without a limit counts nothing", () => {
  const counter = createSlidingWindows([{ max: Infinity, within: HOUR }]);
  expect([counter.take("ada"), counter.size]).toEqual([0, 0]);
});
