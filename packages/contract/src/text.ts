import * as z from "zod";
import { isSearchable } from "./folding.ts";
import { limits } from "./limits.ts";
import { fits, isBlank, isStorable, normalBody, normalName, textProblems } from "./text-rules.ts";

/** A text of the host's or a person's that the database can store as it is. Every string of an input is one. */
const storableSchema = z
  .string()
  .refine(isStorable, { error: textProblems.unstorable, abort: true });

const ruledText = (max: number, form: (text: string) => string) =>
  storableSchema
    .overwrite(form)
    .refine((text) => !isBlank(text), { error: textProblems.blank, abort: true })
    .refine((text) => fits(text, max), { error: textProblems.tooLong(max) });

/**
 * A text of 1 to `max` code points once trimmed. Refuses blank text, NUL and lone surrogates, which the
 * database would refuse or silently change.
 */
export const textSchema = (max: number) => ruledText(max, (text) => text.trim());

/** A text that a cursor carries: as the server made it, and no longer than `max` UTF-16 units. */
export const cursorTextSchema = (max: number) =>
  z.string().max(max).refine(isStorable, { error: textProblems.unstorable });

/** A person's, group's or other thing's name, in its normal form. */
export const nameSchema = ruledText(limits.nameMax, normalName);

/** What somebody looks for: two characters, or one that is enough (see `isSearchable`), to 200 code points. */
export const searchTextSchema = textSchema(limits.searchMax).refine(isSearchable, {
  error: `is shorter than ${limits.searchMin} characters`,
});

/** What a person writes: 1 to 5,000 code points, in the form of `normalBody`. */
export const bodySchema = ruledText(limits.bodyMax, normalBody);
