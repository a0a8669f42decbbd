// @vitest-environment happy-dom
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDayClock, createWakefulClock } from "./day-clock.ts";
import { daysBetween } from "./format.ts";

const zone = process.env["TZ"];
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

/** Time zones whose clocks change at midnight, at other hours, by half an hour, and never. */
const zones = [
  "Europe/Berlin",
  "America/New_York",
  "America/Santiago",
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
  "Pacific/Apia",
  "UTC",
];

test("TIM-4: the day changes at midnight, within a second, in every time zone and on every day of the year", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
      (name, start) => {
        process.env["TZ"] = name;
        vi.setSystemTime(start);
        const days = createDayClock(() => Date.now());
        let told = 0;
        const stop = days.subscribe(() => (told += 1));
        const first = days.today();
        const date = new Date(start);
        const midnight = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1);
        vi.advanceTimersByTime(midnight.getTime() - start - 1);
        expect(days.today()).toBe(first);
        expect(told).toBe(0);
        vi.advanceTimersByTime(1_000);
        expect(told).toBe(1);
        expect(daysBetween(first, days.today())).toBe(1);
        stop();
        expect(vi.getTimerCount()).toBe(0);
      },
    ),
    { numRuns: 60 },
  );
});

test.each(["visibilitychange", "focus", "pageshow"])(
  "TIM-4: after a night's sleep in which no timer ran, the day is right with %s",
  (name) => {
    vi.setSystemTime(new Date(2026, 10, 28, 22));
    const days = createDayClock(() => Date.now());
    const onChange = vi.fn();
    const stop = days.subscribe(onChange);
    vi.setSystemTime(new Date(2026, 10, 29, 8));
    (name === "visibilitychange" ? document : window).dispatchEvent(new Event(name));
    expect(onChange).toHaveBeenCalledOnce();
    expect(days.today().getDate()).toBe(29);
    stop();
  },
);

test("TIM-4: a page that stays visible while the machine sleeps is right within a minute of waking, with one timer", () => {
  vi.setSystemTime(new Date(2026, 10, 28, 22));
  const days = createDayClock(() => Date.now());
  const watchers = Array.from({ length: 50 }, () => vi.fn());
  const stops = watchers.map((watcher) => days.subscribe(watcher));
  expect(vi.getTimerCount()).toBe(1);
  vi.setSystemTime(new Date(2026, 10, 30, 8));
  vi.advanceTimersByTime(60_000);
  for (const watcher of watchers) expect(watcher).toHaveBeenCalledOnce();
  for (const stop of stops) stop();
  expect(vi.getTimerCount()).toBe(0);
});

test("TIM-4: what is rendered after midnight has the new day, also before subscribers are notified", () => {
  vi.setSystemTime(new Date(2026, 10, 28, 22));
  const days = createDayClock(() => Date.now());
  const onChange = vi.fn();
  const stop = days.subscribe(onChange);
  vi.setSystemTime(new Date(2026, 10, 29, 8));
  expect(days.today().getDate()).toBe(29);
  days.check();
  expect(onChange).toHaveBeenCalledOnce();
  stop();
});

test("TIM-4: the day is right after a sleep in which the clock that counts stood still, until the server is asked again", () => {
  vi.setSystemTime(new Date(2026, 10, 28, 22));
  // The device is an hour behind, and the monotonic clock of macOS and Linux stops in a sleep.
  const evening = new Date(2026, 10, 28, 23).getTime();
  let server = evening;
  const clock = createWakefulClock(() => server);
  const days = createDayClock(clock.now);
  const onChange = vi.fn();
  const stop = days.subscribe(onChange);
  vi.setSystemTime(new Date(2026, 10, 29, 8));
  window.dispatchEvent(new Event("focus"));
  expect(onChange).toHaveBeenCalledOnce();
  expect(days.today().getDate()).toBe(29);
  expect(clock.now() - evening).toBe(10 * 3_600_000);
  // It was no sleep: the device's clock was changed, as the next answer of the server shows.
  server += 60_000;
  clock.wasSet();
  expect(clock.now()).toBe(server);
  days.check();
  expect(days.today().getDate()).toBe(28);
  // A device's clock that is set back has no effect.
  vi.setSystemTime(new Date(2026, 10, 20));
  server += 60_000;
  expect(clock.now()).toBe(server);
  stop();
});
