import { groupIdSchema, userIdSchema } from "@parley/contract/ids";
import { textSchema } from "@parley/contract/text";
import * as z from "zod";

/** Old systems use numbers as ids; a number too large to be exact stays a number, and is refused as such. */
const asText = (value: unknown) => (Number.isSafeInteger(value) ? String(value) : value);

/** Ids that are kept: they have to be valid ids of Parley. */
export const userId = z.preprocess(asText, userIdSchema);
export const groupId = z.preprocess(asText, groupIdSchema);

const OLD_ID_MAX = 200;
/** Ids from which new ones are derived: any text that can be stored. */
export const oldId = z.preprocess(asText, textSchema(OLD_ID_MAX));

const FIRST = "1970-01-01T00:00:00.000Z";
const LAST = "9999-01-01T00:00:00.000Z";

/** A time as an export has it. */
export interface ExactTime {
  /** As Parley stores it: ISO 8601 in UTC, truncated to milliseconds. */
  readonly at: string;
  /** With every written digit, in a form that sorts byte by byte. For comparisons within the import. */
  readonly exact: string;
}

/** The digits of a second after the third, without trailing zeroes: more digits sort later. */
const finerDigits = (text: string) => /\.\d{3}(\d*?)0*(?=\D*$|[+-])/.exec(text)?.[1] ?? "";

/** A time with its offset from UTC, with any number of digits of the second. */
export const exactTime = z.iso
  .datetime({ offset: true, error: "is not a time such as 2024-05-01T10:00:00.000Z" })
  .transform((text): ExactTime => {
    const at = new Date(text).toISOString();
    return { at, exact: at.replace("Z", finerDigits(text)) };
  })
  .refine(({ at }) => at >= FIRST && at < LAST, {
    error: "is not between the years 1970 and 9999",
  });

/** The same, if only what Parley stores matters. */
export const time = exactTime.transform(({ at }) => at);

/** A time in the past, as of `now`. */
export const exactPastTime = (now: Date) =>
  exactTime.refine(({ at }) => at <= now.toISOString(), { error: "is in the future" });
export const pastTime = (now: Date) => exactPastTime(now).transform(({ at }) => at);
