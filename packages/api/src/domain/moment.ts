/** A time as the database returns it: `pg` returns a `Date`, Drizzle's `execute` and JSON return text. */
export type Moment = Date | string;

/** In ISO 8601 form: PostgreSQL writes `0049-05-01 10:00:00+00`, which `Date` takes for a day of 2049. */
const exact = (moment: Moment): Moment =>
  typeof moment === "string" ? moment.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00") : moment;

/** The contract's form of a time: ISO 8601 in UTC with milliseconds. */
export const toTime = (moment: Moment): string => new Date(exact(moment)).toISOString();

export const toOptionalTime = (moment: Moment | null): string | null =>
  moment === null ? null : toTime(moment);
