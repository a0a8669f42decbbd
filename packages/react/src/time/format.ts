import { directionOf, isolate } from "../text/isolate.ts";

/** Formats of dates, lists and numbers in one language. Times are local to the reader. */
export interface Format {
  readonly locale: string;
  /** 10:42 */
  shortTime(at: Date): string;
  /** Tuesday, 24 November 2026 at 10:42 */
  fullTime(at: Date): string;
  /** 24 November 2026 */
  date(at: Date): string;
  /** 24 November; with the year if it is not the current one. For sentences. */
  dateNear(at: Date, now: Date): string;
  /** 24 Nov; with the year, in digits, if it is not the current one. For rows. */
  shortDate(at: Date, now: Date): string;
  /** Today, Yesterday, a weekday within the week, else a date. */
  day(at: Date, now: Date): string;
  /** For lists: a time today, else as short as is clear. */
  listTime(at: Date, now: Date): string;
  /** Names as a list in a sentence: each isolated if it could change the order of the others. */
  names(names: readonly string[]): string;
  /** The same if more follows: without an "and". */
  firstNames(names: readonly string[]): string;
  /** A name next to other words, outside of a label. */
  isolate(name: string): string;
  number(value: number): string;
}

const DAY = 86_400_000;

/** Whole calendar days between two times, in the reader's time zone. */
export function daysBetween(earlier: Date, later: Date): number {
  const start = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((start(later) - start(earlier)) / DAY);
}

const capitalise = (text: string, locale: string) =>
  text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);

function createDayFormat(locale: string, otherYear: Intl.DateTimeFormat) {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long" });
  const thisYear = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

  const near = (at: Date, now: Date): string | null => {
    const days = daysBetween(at, now);
    if (days === 0 || days === 1) return capitalise(relative.format(-days, "day"), locale);
    return days > 1 && days < 7 ? capitalise(weekday.format(at), locale) : null;
  };
  const far = (at: Date, now: Date) =>
    capitalise((at.getFullYear() === now.getFullYear() ? thisYear : otherYear).format(at), locale);
  return { near, day: (at: Date, now: Date) => near(at, now) ?? far(at, now) };
}

/** Creates the formats of one locale once: creating an `Intl` object costs more than using it. */
export function createFormat(locale: string): Format {
  const shortTime = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const fullTime = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" });
  const shortDay = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
  const shortDate = new Intl.DateTimeFormat(locale, { dateStyle: "short" });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  // The word between the last two shows the direction of the language.
  const direction = directionOf(list.format(["1", "2", "3"]));
  const isolated = (name: string) => isolate(name, direction);
  const number = new Intl.NumberFormat(locale);
  const longDate = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
  const monthDay = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long" });
  const days = createDayFormat(locale, longDate);
  const isThisYear = (at: Date, now: Date) => at.getFullYear() === now.getFullYear();
  const short = (at: Date, now: Date) => (isThisYear(at, now) ? shortDay : shortDate).format(at);
  return {
    locale,
    shortTime: (at) => shortTime.format(at),
    fullTime: (at) => fullTime.format(at),
    date: (at) => longDate.format(at),
    dateNear: (at, now) => (isThisYear(at, now) ? monthDay : longDate).format(at),
    shortDate: short,
    day: days.day,
    listTime(at, now) {
      if (daysBetween(at, now) <= 0) return shortTime.format(at);
      const near = days.near(at, now);
      return near ?? short(at, now);
    },
    names: (names) => list.format(names.map(isolated)),
    firstNames: (names) => names.map(isolated).join(direction === "rtl" ? "\u060C " : ", "),
    isolate: isolated,
    number: (value) => number.format(value),
  };
}
