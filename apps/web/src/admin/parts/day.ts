const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The last moment of a day in the user's time zone, or null if it is not a date. */
export function endOfDay(day: string): Date | null {
  const [, year, month, date] = (DAY.exec(day) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined) return null;
  const end = new Date(year, month - 1, date, 23, 59, 59, 999);
  // The 31st of April would become the 1st of May.
  return dayOf(end.toISOString()) === day ? end : null;
}

/** The day of a time in the user's time zone, as a date field's value. */
export function dayOf(time: string): string {
  const moment = new Date(time);
  const parts = [moment.getMonth() + 1, moment.getDate()].map((part) =>
    String(part).padStart(2, "0"),
  );
  return [String(moment.getFullYear()).padStart(4, "0"), ...parts].join("-");
}

/** A day in the user's time zone, in words. */
export const formatDay = (time: string | Date, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(time));

/** A day and a time in the user's time zone, in words. */
export const formatMoment = (time: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(time),
  );
