import * as z from "zod";
import { isSearchable } from "./folding.ts";
import { limits } from "./limits.ts";
import { fits, isBlank, isStorable, normalBody, normalName, textProblems } from "./text-rules.ts";

/** A text that the database can store as it is. Every string of an input is one. */
export const storableSchema = z
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

/** A text in a cursor: as the server created it, and no longer than `max` UTF-16 units. */
export const cursorTextSchema = (max: number) =>
  z.string().max(max).refine(isStorable, { error: textProblems.unstorable });

/** The name of a user, group or other thing, in its normal form. */
export const nameSchema = ruledText(limits.nameMax, normalName);

/** A search text: two characters, or one that is enough (see `isSearchable`), to 200 code points. */
export const searchTextSchema = textSchema(limits.searchMax).refine(isSearchable, {
  error: `is shorter than ${limits.searchMin} characters`,
});

/** An unfinished text as it was typed, not blank. */
export const draftBodySchema = ruledText(limits.draftMax, (text) => text);

/** A message text: 1 to 5,000 code points, in the form of `normalBody`. */
export const bodySchema = ruledText(limits.bodyMax, normalBody);

/** The text of a message that has files: it may be blank, and is empty then. */
export const captionSchema = storableSchema
  .overwrite((text) => (isBlank(text) ? "" : normalBody(text)))
  .refine((text) => fits(text, limits.bodyMax), { error: textProblems.tooLong(limits.bodyMax) });
