import { expect, test } from "vitest";
import { scheduleOf } from "./schedule.ts";
import type { Moment } from "./transcript.ts";

const lastSunday: Moment = { day: "week", weeksAgo: 1, weekday: 6, minute: 20 * 60 };
const yesterdayNoon: Moment = { day: "yesterday", minute: 12 * 60 };
const hourAgo: Moment = { day: "today", minutesAgo: 60 };

test("weeks are whole weeks from Monday on, in the machine's time zone", () => {
  const wednesday = new Date(2026, 10, 25, 15, 30);
  const monday: Moment = { day: "week", weeksAgo: 2, weekday: 0, minute: 9 * 60 + 5 };
  expect(scheduleOf([monday, lastSunday, yesterdayNoon, hourAgo], wednesday)).toEqual([
    new Date(2026, 10, 9, 9, 5),
    new Date(2026, 10, 22, 20, 0),
    new Date(2026, 10, 24, 12, 0),
    new Date(2026, 10, 25, 14, 30),
  ]);
});

test("on a Monday, what was said last Sunday is still before what was said yesterday", () => {
  const monday = new Date(2026, 10, 23, 15, 30);
  const [sunday, yesterday] = scheduleOf([lastSunday, yesterdayNoon], monday);
  expect(yesterday).toEqual(new Date(2026, 10, 22, 12, 0));
  expect(sunday?.getTime()).toBe(new Date(2026, 10, 22, 12, 0).getTime() - 7_000);
});

test("just after midnight nothing is in the future and the order is kept", () => {
  const midnight = new Date(2026, 10, 25, 0, 0, 5);
  const late: Moment = { day: "yesterday", minute: 23 * 60 + 50 };
  const times = scheduleOf([late, late, hourAgo, { day: "today", minutesAgo: 0 }], midnight);
  expect(times.toSorted((a, b) => a.getTime() - b.getTime())).toEqual(times);
  expect(new Set(times.map(Number)).size).toBe(times.length);
  expect(times.at(-1)).toEqual(midnight);
});
