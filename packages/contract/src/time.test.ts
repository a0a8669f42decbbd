import fc from "fast-check";
import { expect, test } from "vitest";
import { timeRange, timeSchema } from "./ids.ts";

const isTime = (value: unknown) => timeSchema.safeParse(value).success;
const [first, last] = [Date.parse(timeRange.first), Date.parse(timeRange.last)];

test("LIM-6: every time from the year 1 to 9999 is valid, in one form", () => {
  const moments = fc.integer({ min: first, max: last });
  fc.assert(fc.property(moments, (at) => isTime(new Date(at).toISOString())));
  expect(isTime(timeRange.first) && isTime(timeRange.last)).toBe(true);
});

test("LIM-6: a time of any other year is not valid, as JavaScript writes it", () => {
  const LARGEST = 8.64e15;
  const others = fc.oneof(
    fc.integer({ min: -LARGEST, max: first - 1 }),
    fc.integer({ min: last + 1, max: LARGEST }),
  );
  fc.assert(fc.property(others, (at) => !isTime(new Date(at).toISOString())));
});

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const between = fc.constantFrom("T", " ", "t", "");
const zone = fc.constantFrom(
  "Z",
  "z",
  "",
  "+00:00",
  "+00",
  "-00:00",
  "+14:00",
  "+15:60",
  " BC",
  "[UTC]",
);
const year = fc.oneof(
  digits(4),
  fc.constantFrom("0000", "0001", "9999", "-000001", "+010000", "+275760", "-271821"),
);
/** Texts that look like times, most of which are not: month 13, day 31 of February, hour 24, second 60. */
const lookalikes = fc
  .tuple(
    year,
    digits(2),
    digits(2),
    between,
    digits(2),
    digits(2),
    digits(2),
    fc.integer({ min: 0, max: 9 }),
    zone,
  )
  .map(
    ([y, month, day, t, hour, minute, second, fraction, z]) =>
      `${y}-${month}-${day}${t}${hour}:${minute}:${second}${fraction === 0 ? "" : `.${"5".repeat(fraction)}`}${z}`,
  );

test("LIM-6: an accepted time is read as that very moment by JavaScript and PostgreSQL", () => {
  fc.assert(
    fc.property(lookalikes, (text) => {
      if (!isTime(text)) return;
      // It would print differently if it were read as another day or in another form.
      expect(new Date(text).toISOString()).toBe(text);
      expect(text >= timeRange.first).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  "0000-01-01T00:00:00.000Z",
  "0000-12-31T23:59:59.999Z",
  "-000001-01-01T00:00:00.000Z",
  "+010000-01-01T00:00:00.000Z",
  "+275760-09-13T00:00:00.000Z",
  "-271821-04-20T00:00:00.000Z",
  "2016-12-31T23:59:60.000Z",
  "2024-01-01T24:00:00.000Z",
  "2023-02-29T00:00:00.000Z",
  "2024-01-01T00:00:00.000+15:60",
  "2024-01-01T00:00:00.000000Z",
  "infinity",
  "now",
  "2024-01-01T00:00:00.000Z\n",
  "2024-01-01T00:00:00.000Z BC",
])("LIM-6: %j is not a time", (text) => {
  expect(isTime(text)).toBe(false);
});
