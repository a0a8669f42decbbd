import { limits } from "./limits.ts";

/** A visible character: no format or control character, no joiner, no space of any kind, including Braille's. */
const VISIBLE = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** The number of Unicode code points in a text, which is what every text limit counts. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Whether a text has no visible character. */
export const isBlank = (text: string): boolean => !VISIBLE.test(text);

/** PostgreSQL stores neither NUL nor a lone surrogate, so neither may reach a statement. */
export const isStorable = (text: string): boolean =>
  text.isWellFormed() && !text.includes("\u0000");

/** Whether a text has at most `max` code points. */
export const fits = (text: string, max: number): boolean =>
  text.length <= max || codePoints(text) <= max;

/** A name as it is stored: composed (NFC), with plain single spaces between words and none around them. */
export const normalName = (text: string): string =>
  text
    .replaceAll(/\p{White_Space}+/gu, " ")
    .trim()
    .normalize("NFC");

const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/u;

/** A text as it is stored: trimmed, except the indent of the first of several lines. */
export function normalBody(text: string): string {
  const trimmed = text.trim();
  if (!LINE_BREAK.test(trimmed)) return trimmed;
  const before = text.slice(0, text.length - text.trimStart().length);
  return (before.split(LINE_BREAK).at(-1) ?? "") + trimmed;
}

/** The messages for a text that breaks a rule, in the order in which the rules are checked. */
export const textProblems = {
  unstorable: "has a character that cannot be stored",
  blank: "is empty",
  tooLong: (max: number) => `is longer than ${max} characters`,
} as const;

/** A text as it would be stored, or what is wrong with it. */
export type CheckedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/**
 * The rules of `textSchema` without zod, for a page that needs no other schema: 1 to `max` code points once trimmed, or
 * in another form.
 */
export function checkText(
  given: string,
  max: number,
  form: (text: string) => string = (text) => text.trim(),
): CheckedText {
  const text = form(given);
  if (!isStorable(given)) return { ok: false, problem: textProblems.unstorable };
  if (isBlank(text)) return { ok: false, problem: textProblems.blank };
  return fits(text, max) ? { ok: true, text } : { ok: false, problem: textProblems.tooLong(max) };
}

/** The rules of `bodySchema` without zod. */
export const checkBody = (given: string): CheckedText =>
  checkText(given, limits.bodyMax, normalBody);

/** Whether a text can contain a web address. The server's search for messages with links uses the same rule. */
export const mayHaveLinks = (text: string): boolean => /https?:\/\/|www\./iu.test(text);

/** Whether a text can have marks of formatting: without, it need not be parsed. */
export const mayHaveMarks = (text: string): boolean =>
  /[*_~`>\u2022]|\]\(|(?:-|\d\.)[ \t]/u.test(text);
