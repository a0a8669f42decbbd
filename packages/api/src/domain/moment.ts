/** A moment as it arrives from the database: `pg` gives a `Date`, Drizzle's `execute` and JSON give text. */
export type Moment = Date | string;

/** The contract's form of a moment: ISO 8601 in UTC with milliseconds. */
export const toTime = (moment: Moment): string => new Date(moment).toISOString();

export const toOptionalTime = (moment: Moment | null): string | null =>
  moment === null ? null : toTime(moment);
