import * as z from "zod";
import { limits } from "./limits.ts";

/** Characters that take no room: format characters, joiners, blanks of every kind. */
const INVISIBLE = /[\p{White_Space}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** The number of Unicode code points in a text, which is what every text limit counts. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const isBlank = (text: string) => text.replace(INVISIBLE, "") === "";

/** PostgreSQL stores neither NUL nor a lone surrogate, so neither may get as far as a statement. */
const isStorable = (text: string) => text.isWellFormed() && !text.includes("\u0000");

/**
 * A text of 1 to `max` code points once trimmed. Refuses blank text, NUL and lone surrogates, which the
 * database would refuse or silently change.
 */
export function textSchema(max: number) {
  return z
    .string()
    .refine(isStorable, { error: "has a character that cannot be stored", abort: true })
    .trim()
    .refine((text) => !isBlank(text), { error: "is empty", abort: true })
    .refine((text) => text.length <= max || codePoints(text) <= max, {
      error: `is longer than ${max} characters`,
    });
}

/** A person's, group's or other thing's name. */
export const nameSchema = textSchema(limits.nameMax);

/** What somebody looks for: 2 to 200 code points after trimming. */
export const searchTextSchema = textSchema(limits.searchMax).refine(
  (text) => codePoints(text) >= limits.searchMin,
  { error: `is shorter than ${limits.searchMin} characters` },
);

/** What a person writes: 1 to 5,000 code points after trimming. */
export const bodySchema = textSchema(limits.bodyMax);
