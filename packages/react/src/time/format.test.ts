import { expect, test } from "vitest";
import { createFormat, daysBetween } from "./format.ts";

const now = new Date(2026, 10, 22, 15, 30);
const english = createFormat("en-GB");
const german = createFormat("de");

test("days are named by their distance", () => {
  expect(english.day(new Date(2026, 10, 22, 0, 1), now)).toBe("Today");
  expect(english.day(new Date(2026, 10, 21, 23, 59), now)).toBe("Yesterday");
  expect(english.day(new Date(2026, 10, 18), now)).toBe("Wednesday");
  expect(english.day(new Date(2026, 9, 3), now)).toBe("Saturday 3 October");
  expect(english.day(new Date(2025, 9, 3), now)).toBe("3 October 2025");
  expect(german.day(new Date(2026, 10, 21), now)).toBe("Gestern");
});

test("a date has its year", () => {
  expect(english.date(new Date(2026, 10, 22))).toBe("22 November 2026");
});

test("the list shows a time today and a day before", () => {
  expect(english.listTime(new Date(2026, 10, 22, 9, 5), now)).toBe("09:05");
  expect(english.listTime(new Date(2026, 10, 21), now)).toBe("Yesterday");
  expect(english.listTime(new Date(2026, 9, 3), now)).toBe("3 Oct");
  expect(english.listTime(new Date(2025, 9, 3), now)).toBe("03/10/2025");
});

test("a clock that is ahead results in no tomorrow", () => {
  expect(english.listTime(new Date(2026, 10, 23, 0, 5), now)).toBe("00:05");
});

test("days are calendar days, whatever the clock did between them", () => {
  expect(daysBetween(new Date(2026, 2, 28, 23, 59), new Date(2026, 2, 29, 0, 1))).toBe(1);
  expect(daysBetween(new Date(2026, 9, 24, 12), new Date(2026, 9, 26, 0))).toBe(2);
});
