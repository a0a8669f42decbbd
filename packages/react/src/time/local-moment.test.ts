import { expect, test } from "vitest";
import { dateAfter, daysToMonday, localMoment, nextMondayMorning } from "./local-moment.ts";

test("the clocks of a zone show their own date and time, also around a change", () => {
  const at = (time: string, zone: string) => localMoment(new Date(time), zone);
  expect(at("2026-03-29T00:59:00Z", "Europe/Berlin")).toBe("2026-03-29T01:59");
  expect(at("2026-03-29T01:00:00Z", "Europe/Berlin")).toBe("2026-03-29T03:00");
  expect(at("2026-01-01T00:00:00Z", "America/New_York")).toBe("2025-12-31T19:00");
  expect(at("2026-01-01T00:15:00Z", "Asia/Kathmandu")).toBe("2026-01-01T06:00");
  expect(at("2026-01-01T00:00:00Z", "UTC")).toBe("2026-01-01T00:00");
});

test("days are counted over the ends of months and years, whatever clocks do", () => {
  expect(dateAfter("2026-12-31", 1)).toBe("2027-01-01");
  expect(dateAfter("2028-02-28", 1)).toBe("2028-02-29");
  expect(dateAfter("2026-03-28", 2)).toBe("2026-03-30");
});

test("the next Monday is one to seven days ahead", () => {
  expect(daysToMonday("2026-11-29")).toBe(1);
  expect(daysToMonday("2026-11-30")).toBe(7);
  expect(daysToMonday("2026-12-01")).toBe(6);
});

test("Monday morning is ahead, on a Monday, and nine by the clocks of the device", () => {
  for (let day = 1; day <= 400; day += 1) {
    const at = new Date(2026, 0, day, (day * 7) % 24, 30);
    const monday = nextMondayMorning(at);
    expect(monday.getDay()).toBe(1);
    expect(monday.getHours()).toBe(9);
    const days = (monday.getTime() - at.getTime()) / 86_400_000;
    expect(days).toBeGreaterThan(0);
    expect(days).toBeLessThan(7.5);
  }
});
