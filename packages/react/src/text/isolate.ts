/** The base direction of a sentence. */
export type Direction = "ltr" | "rtl";

/** The blocks whose letters Unicode writes from right to left, assigned or not: DerivedBidiClass.txt. */
const RTL_LETTERS =
  "\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFE\\u{10800}-\\u{10FFF}\\u{1E800}-\\u{1EFFF}";
const RTL_OR_CONTROL = new RegExp(
  `[${RTL_LETTERS}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]`,
  "u",
);
const RTL_WORDS = new RegExp(`^(?:(?=[${RTL_LETTERS}])[\\p{L}\\p{M}]|[ \\u00A0\\u060C])*$`, "u");
const FIRST_LETTER = /\p{L}/u;

/** The direction of the first letter of a text. */
export const directionOf = (text: string): Direction =>
  RTL_WORDS.test(FIRST_LETTER.exec(text)?.[0] ?? "a") ? "rtl" : "ltr";

/** Characters that begin an isolate, end one, or end a paragraph with every isolate in it. */
// Three of the separators of the class B are control characters.
// oxlint-disable-next-line no-control-regex
const STRUCTURE = /[\u2066-\u2069\n\r\u001C-\u001E\u0085\u2029]/u;
const BEGIN = /[\u2066-\u2068]/u;
const FSI = "\u2068";
const PDI = "\u2069";

/** Balances isolates in each line: an extra end is removed, a missing one is added. */
function balancedLines(text: string) {
  let line = { text: "", outside: "", end: "" };
  const lines = [line];
  let depth = 0;
  for (const character of text) {
    if (!STRUCTURE.test(character)) {
      line.text += character;
      if (depth === 0) line.outside += character;
    } else if (BEGIN.test(character)) {
      line.text += character;
      depth += 1;
    } else if (character !== PDI) {
      line.text += PDI.repeat(depth);
      line.end = character;
      depth = 0;
      lines.push((line = { text: "", outside: "", end: "" }));
    } else if (depth > 0) {
      line.text += character;
      depth -= 1;
    }
  }
  line.text += PDI.repeat(depth);
  return lines;
}

/**
 * Isolates a value in a sentence: it cannot change the order of the text around it. Only values that could are put
 * between U+2068 and U+2069, so that a Latin name in English is unchanged.
 */
export function isolate(value: string, direction: Direction): string {
  const isHarmless = (text: string) =>
    direction === "rtl" ? RTL_WORDS.test(text) : !RTL_OR_CONTROL.test(text);
  if (isHarmless(value)) return value;
  return balancedLines(value)
    .map(({ text, outside, end }) => (isHarmless(outside) ? text : FSI + text + PDI) + end)
    .join("");
}
