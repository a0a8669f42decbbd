import { type Moment, toDate } from "@parley/db/moment";

export type { Moment };

/** A text of a session in UTC, in a column or in JSON: date, time, fraction of a second. */
const UTC = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d+))?\+00(?::00)?$/;

/** The contract's form of a time: ISO 8601 in UTC with milliseconds. */
export function toTime(moment: Moment): string {
  // Most times are such texts, and need no date.
  const parts = typeof moment === "string" ? UTC.exec(moment) : null;
  if (parts === null) return toDate(moment).toISOString();
  const [, date, time, fraction = ""] = parts;
  return `${date}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
}

export const toOptionalTime = (moment: Moment | null): string | null =>
  moment === null ? null : toTime(moment);

/** A time of the contract, as a column takes it. */
export const toOptionalDate = (time: string | null): Date | null =>
  time === null ? null : new Date(time);
