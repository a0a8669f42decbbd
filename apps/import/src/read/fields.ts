import { groupIdSchema, userIdSchema } from "@parley/contract/ids";
import { textSchema } from "@parley/contract/text";
import * as z from "zod";

/** Old systems count with numbers; a number too large to be exact stays one, and is refused as such. */
const asText = (value: unknown) => (Number.isSafeInteger(value) ? String(value) : value);

/** Ids that stay: they have to be ids of Parley's already. */
export const userId = z.preprocess(asText, userIdSchema);
export const groupId = z.preprocess(asText, groupIdSchema);

const OLD_ID_MAX = 200;
/** Ids from which new ones are made: any text that can be stored. */
export const oldId = z.preprocess(asText, textSchema(OLD_ID_MAX));

const FIRST = "1970-01-01T00:00:00.000Z";
const LAST = "9999-01-01T00:00:00.000Z";

/** A moment as an export has it. */
export interface ExactTime {
  /** As Parley keeps it: ISO 8601 in UTC, cut to whole milliseconds. */
  readonly at: string;
  /** With every digit that was written, in a form that sorts byte by byte. For comparisons within the import. */
  readonly exact: string;
}

/** The digits of a second behind the third, without zeroes at the end: more digits sort later. */
const finerDigits = (text: string) => /\.\d{3}(\d*?)0*(?=\D*$|[+-])/.exec(text)?.[1] ?? "";

/** A moment with its offset from UTC, however many digits of the second it has. */
export const exactTime = z.iso
  .datetime({ offset: true, error: "is not a time such as 2024-05-01T10:00:00.000Z" })
  .transform((text): ExactTime => {
    const at = new Date(text).toISOString();
    return { at, exact: at.replace("Z", finerDigits(text)) };
  })
  .refine(({ at }) => at >= FIRST && at < LAST, {
    error: "is not between the years 1970 and 9999",
  });

/** The same, where only what Parley keeps matters. */
export const time = exactTime.transform(({ at }) => at);

/** A moment that has been, seen from `now`. */
export const exactPastTime = (now: Date) =>
  exactTime.refine(({ at }) => at <= now.toISOString(), { error: "is in the future" });
export const pastTime = (now: Date) => exactPastTime(now).transform(({ at }) => at);
