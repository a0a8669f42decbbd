/** A time as the database returns it: `pg` returns a `Date`, Drizzle's `execute` and JSON return text. */
export type Moment = Date | string;

/** In ISO 8601 form: PostgreSQL writes `0049-05-01 10:00:00+00`, which `Date` takes for a day of 2049. */
const exact = (text: string): string => text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");

/** A time of PostgreSQL as a date. */
export const toDate = (moment: Moment): Date =>
  new Date(typeof moment === "string" ? exact(moment) : moment);
