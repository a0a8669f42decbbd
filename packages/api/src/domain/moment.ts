import { type Moment, toDate } from "@parley/db/moment";

export type { Moment };

/** The contract's form of a time: ISO 8601 in UTC with milliseconds. */
export const toTime = (moment: Moment): string => toDate(moment).toISOString();

export const toOptionalTime = (moment: Moment | null): string | null =>
  moment === null ? null : toTime(moment);

/** A time of the contract, as a column takes it. */
export const toOptionalDate = (time: string | null): Date | null =>
  time === null ? null : new Date(time);
