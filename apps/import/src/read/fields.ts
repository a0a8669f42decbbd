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

/** A moment with its offset from UTC, to whole milliseconds. */
export const time = z.iso
  .datetime({ offset: true, error: "is not a time such as 2024-05-01T10:00:00.000Z" })
  .transform((text) => new Date(text).toISOString())
  .refine((text) => text >= FIRST && text < LAST, {
    error: "is not between the years 1970 and 9999",
  });

/** A moment that has been, seen from `now`. */
export const pastTime = (now: Date) =>
  time.refine((text) => text <= now.toISOString(), { error: "is in the future" });
