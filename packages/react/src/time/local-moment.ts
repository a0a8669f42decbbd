const DAY = 86_400_000;

/** The date and the time that the clocks of a zone show, "2026-03-30T09:00", in the form of the contract. */
export function localMoment(at: Date, timeZone: string): string {
  // Other calendars and digits are for reading.
  const parts = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn-hc-h23", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** The zone of this device. */
export const ownTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The date that the clocks of a zone show, "2026-03-30"; by default of this device's. */
export const localDate = (at: Date, timeZone: string = ownTimeZone()): string =>
  localMoment(at, timeZone).slice(0, 10);

/** The date so many days after one of the form "2026-03-30". */
export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** Days from a date to the next Monday: 1 to 7. */
export const daysToMonday = (date: string): number => 8 - (new Date(date).getUTCDay() || 7);

/** Nine in the morning of the next Monday, by the clocks of this device. */
export const nextMondayMorning = (at: Date): Date =>
  new Date(at.getFullYear(), at.getMonth(), at.getDate() + daysToMonday(localDate(at)), 9);
