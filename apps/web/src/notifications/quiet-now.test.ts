import type { QuietHours } from "@parley/contract";
import { everyDay } from "@parley/contract/weekdays";
import { expect, test } from "vitest";
import { isQuietAt } from "./quiet-now.ts";

const none: QuietHours = everyDay(null);
const at = (time: string, quietHours: QuietHours, timeZone = "Europe/Berlin") =>
  isQuietAt(Date.parse(time), quietHours, timeZone);

test("NTFS-2: hours over night belong to the day on which they begin, in the user's zone", () => {
  const friday = { ...none, friday: { from: "21:00", until: "07:00" } };
  expect(at("2026-11-27T19:59:59Z", friday)).toBe(false);
  expect(at("2026-11-27T20:00:00Z", friday)).toBe(true);
  expect(at("2026-11-28T05:59:59Z", friday)).toBe(true);
  expect(at("2026-11-28T06:00:00Z", friday)).toBe(false);
  expect(at("2026-11-28T21:00:00Z", friday)).toBe(false);
  expect(at("2026-11-27T20:00:00Z", friday, "America/New_York")).toBe(false);
  expect(at("2026-11-30T12:00:00Z", none)).toBe(false);
});

test("NTFS-2: hours within a day and a whole day are quiet, also where clocks are changed", () => {
  const sunday = { ...none, sunday: { from: "01:30", until: "03:30" } };
  // 02:00 becomes 03:00.
  expect(at("2026-03-29T00:59:00Z", sunday)).toBe(true);
  expect(at("2026-03-29T01:29:00Z", sunday)).toBe(true);
  expect(at("2026-03-29T01:30:00Z", sunday)).toBe(false);
  // 03:00 becomes 02:00.
  expect(at("2026-10-25T02:29:00Z", sunday)).toBe(true);
  expect(at("2026-10-25T02:30:00Z", sunday)).toBe(false);
  const day = { ...none, monday: { from: "00:00", until: "24:00" } };
  expect(at("2026-11-29T23:00:00Z", day)).toBe(true);
  expect(at("2026-11-30T22:59:59Z", day)).toBe(true);
  expect(at("2026-11-30T23:00:00Z", day)).toBe(false);
});
