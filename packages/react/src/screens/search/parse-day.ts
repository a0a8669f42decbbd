import { fold } from "@parley/contract/folding";
import { dateAfter, localDate } from "../../time/local-moment.ts";

interface Calendar {
  readonly locale: string;
  readonly today: Date;
}

/** A day of the reader's calendar, as in 2026-11-30. */
export type Day = string;

/** The day some days before another one. */
export const daysBefore = (today: Date, days: number): Day => dateAfter(localDate(today), -days);

/** When a day begins in the reader's time zone. */
export function startOfDay(day: Day): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date);
}

type Part = "year" | "month" | "day";

/** The day, if the calendar has it. */
function dayIn({ year, month, day }: Readonly<Record<Part, number>>): Day | null {
  if (year < 1000 || year > 9999) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

/** The order of day, month and year in a language. */
function orderIn(locale: string): readonly Part[] {
  const parts = new Intl.DateTimeFormat(locale, { dateStyle: "short", calendar: "gregory" });
  return parts
    .formatToParts(new Date(2000, 0, 1))
    .flatMap(({ type }) => (type === "year" || type === "month" || type === "day" ? [type] : []));
}

const NUMBERS = /^(\d{1,4})(?:[./\-\s]+(\d{1,4}))?(?:[./\-\s]+(\d{1,4}))?[.]?$/u;

function fromNumbers(text: string, { locale, today }: Calendar): Day | null {
  const [, ...groups] = NUMBERS.exec(text) ?? [];
  const found = groups.flatMap((group) => (group === undefined ? [] : [group]));
  const [first = ""] = found;
  if (first.length === 4) {
    const [year = 0, month = 1, day = 1] = found.map(Number);
    return dayIn({ year, month, day });
  }
  if (found.length < 2) return null;
  const order = orderIn(locale).filter((part) => found.length === 3 || part !== "year");
  const numbers: Partial<Record<Part, number>> = Object.fromEntries(
    order.map((part, at) => [part, Number(found[at])]),
  );
  const { day = 0, month = 0, year: typed } = numbers;
  if (typed !== undefined) return dayIn({ day, month, year: typed < 100 ? 2000 + typed : typed });
  const thisYear = dayIn({ day, month, year: today.getFullYear() });
  // Without a year it is the last such day.
  return thisYear !== null && startOfDay(thisYear) > today
    ? dayIn({ day, month, year: today.getFullYear() - 1 })
    : thisYear;
}

/** Words for days, and how many days ago they were. */
export function dayWords(
  locale: string,
): readonly { readonly words: string; readonly ago: number }[] {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return [
    { words: relative.format(0, "day"), ago: 0 },
    { words: relative.format(-1, "day"), ago: 1 },
    { words: relative.format(-7, "day"), ago: 7 },
    { words: relative.format(-30, "day"), ago: 30 },
  ];
}

/** The day that a text names: a date in digits, a month or a year for its first day, or a word such as "yesterday". */
export function parseDay(text: string, calendar: Calendar): Day | null {
  const wanted = fold(text).trim();
  const word = dayWords(calendar.locale).find(({ words }) => fold(words) === wanted);
  return word === undefined ? fromNumbers(wanted, calendar) : daysBefore(calendar.today, word.ago);
}
