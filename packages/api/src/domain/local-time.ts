import type { QuietHours } from "@parley/contract/notifications";
import { type Weekday, weekdays } from "@parley/contract/weekdays";
import { Temporal } from "temporal-polyfill";

/** How far ahead `closedUntil` looks: hours that never end postpone something by so many days at most. */
const LOOK_AHEAD_DAYS = 7;
const DAY_MS = 86_400_000;

const localDateTime = (date: Temporal.PlainDate, time: string): Temporal.PlainDateTime =>
  time === "24:00"
    ? date.add({ days: 1 }).toPlainDateTime()
    : date.toPlainDateTime(Temporal.PlainTime.from(time));

/** The moment in which clocks skip a local time, or undefined if there is one that shows it. */
function gapAt(local: Temporal.PlainDateTime, timeZone: string): number | undefined {
  // Temporal moves a time that does not exist by the length of the gap: back, to a moment before the clocks are changed.
  const before = local.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  if (before.toPlainDateTime().equals(local)) return undefined;
  return before.getTimeZoneTransition("next")?.epochMilliseconds ?? before.epochMilliseconds;
}

/** The first moment at which local clocks show a time, or the change of the clocks that skips it. */
const firstAt = (local: Temporal.PlainDateTime, timeZone: string): number =>
  gapAt(local, timeZone) ??
  local.toZonedDateTime(timeZone, { disambiguation: "earlier" }).epochMilliseconds;

/** The first moment after all at which local clocks show an earlier time. */
function afterAllBefore(local: Temporal.PlainDateTime, timeZone: string): number {
  const first = firstAt(local, timeZone);
  const last = local.toZonedDateTime(timeZone, { disambiguation: "later" });
  if (last.epochMilliseconds <= first) return first;
  // Clocks show it twice. At the beginning of what is repeated they show nothing earlier in between.
  const before = last.subtract({ milliseconds: 1 }).toPlainDateTime();
  return Temporal.PlainDateTime.compare(before, local) < 0 ? last.epochMilliseconds : first;
}

const dateAt = (instant: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate();

const weekdayOf = (date: Temporal.PlainDate): Weekday | undefined => weekdays[date.dayOfWeek - 1];

/** The quiet hours that begin on a date, or undefined if there are none. */
function windowOn(
  date: Temporal.PlainDate,
  quietHours: QuietHours,
  timeZone: string,
): { start: number; end: number } | undefined {
  const weekday = weekdayOf(date);
  const window = weekday && quietHours[weekday];
  if (!window) return undefined;
  const lastDate = window.until > window.from ? date : date.add({ days: 1 });
  return {
    start: firstAt(localDateTime(date, window.from), timeZone),
    end: afterAllBefore(localDateTime(lastDate, window.until), timeZone),
  };
}

/**
 * When the quiet hours end in which an instant is, or null if it is in none. Hours that touch count as one. The result is at most 7
 * days after the instant, also if the hours never end. `timeZone` is one that the contract accepts.
 */
export function closedUntil(instant: Date, quietHours: QuietHours, timeZone: string): Date | null {
  const from = instant.getTime();
  const bound = from + LOOK_AHEAD_DAYS * DAY_MS;
  const first = dateAt(from, timeZone);
  let end = from;
  // Yesterday's may reach into today. So many days are fewer hours where clocks are put forward or a date is skipped.
  for (let days = -1; days <= LOOK_AHEAD_DAYS + 1 && end < bound; days += 1) {
    const window = windowOn(first.add({ days }), quietHours, timeZone);
    if (!window) continue;
    if (window.start > end) {
      if (days > 0) break;
      continue;
    }
    end = Math.max(end, window.end);
  }
  return end === from ? null : new Date(Math.min(end, bound));
}

/**
 * The moment at which local clocks show a date and time, "2026-03-30T09:00": the first of the two if they show it twice.
 * `skipped`: they never show it, since they are put forward then.
 */
export function instantOf(local: string, timeZone: string): Date | "skipped" | "no_such_date" {
  let moment: Temporal.PlainDateTime;
  try {
    moment = Temporal.PlainDateTime.from(local, { overflow: "reject" });
  } catch {
    return "no_such_date";
  }
  if (gapAt(moment, timeZone) !== undefined) return "skipped";
  return new Date(firstAt(moment, timeZone));
}

/** What local clocks show at a moment, "2026-03-30T09:00". */
export const localTimeOf = (moment: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });

/** The moment at which local clocks show a time of a date, "2026-12-04" and "09:00", or the change that skips it. */
export const momentOn = (date: string, time: string, timeZone: string): Date =>
  new Date(firstAt(localDateTime(Temporal.PlainDate.from(date), time), timeZone));

/**
 * The next moment after an instant at which local clocks show a time, on a weekday if one is named. A time that clocks skip on
 * a day is the moment of the change; one that they show twice is the first of the two.
 */
export function nextLocal(
  instant: Date,
  { time, weekday }: { readonly time: string; readonly weekday?: Weekday | undefined },
  timeZone: string,
): Date {
  const from = instant.getTime();
  let date = dateAt(from, timeZone);
  for (;;) {
    if (weekday === undefined || weekdayOf(date) === weekday) {
      const at = firstAt(localDateTime(date, time), timeZone);
      // A date that the calendar skips is none on which clocks show anything.
      if (at > from && dateAt(at, timeZone).equals(date)) return new Date(at);
    }
    date = date.add({ days: 1 });
  }
}
