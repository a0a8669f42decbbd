import { expect, test } from "vitest";
import { hoursAhead, instantIn } from "./zone-difference.ts";

const winter = Date.UTC(2026, 0, 15, 12);
const summer = Date.UTC(2026, 6, 15, 12);

test.each([
  [winter, "Europe/Berlin", "UTC", 1],
  [summer, "Europe/Berlin", "UTC", 2],
  [winter, "America/New_York", "Europe/Berlin", -6],
  // The clocks of the two are changed on different days.
  [Date.UTC(2026, 2, 15, 12), "America/New_York", "Europe/Berlin", -5],
  [winter, "Asia/Kolkata", "UTC", 5.5],
  [winter, "Asia/Kathmandu", "UTC", 5.75],
  [winter, "Pacific/Kiritimati", "Pacific/Pago_Pago", 25],
  [Date.UTC(2026, 11, 31, 23, 30), "Europe/Berlin", "UTC", 1],
])(
  "DET-7: at %d the clocks of %s are ahead of those of %s by %d hours",
  (at, there, here, hours) => {
    expect(hoursAhead(at, there, here)).toBe(hours);
  },
);

test("DET-7: a zone that the browser does not know has no time", () => {
  expect(hoursAhead(winter, "Atlantis/Capital")).toBeUndefined();
});

test.each([
  ["2026-07-01T10:00", "Europe/Berlin", Date.UTC(2026, 6, 1, 8)],
  ["2026-01-01T10:00", "Asia/Kathmandu", Date.UTC(2026, 0, 1, 4, 15)],
  // Clocks show it twice, or never.
  ["2026-10-25T02:30", "Europe/Berlin", Date.UTC(2026, 9, 25, 0, 30)],
  ["2026-03-29T02:30", "Europe/Berlin", undefined],
  ["2026-03-29T03:00", "Europe/Berlin", Date.UTC(2026, 2, 29, 1)],
  ["2026-01-01T10:00", "Atlantis/Capital", undefined],
  ["T10:00", "Europe/Berlin", undefined],
])("MEET-13: %s in %s is the instant %d", (local, timeZone, instant) => {
  expect(instantIn(local, timeZone)).toBe(instant);
});
