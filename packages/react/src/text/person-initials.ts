/** Scripts in which one character corresponds to two letters of others. */
const DENSE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Quotes, brackets, apostrophes that are letters, and invisible characters. */
const BEFORE_LETTER = /^[^\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{N}]+/u;

/** Georgian does not capitalize words, and what becomes several letters (ß) is not an initial. */
function capital(letter: string): string {
  const upper = letter.toUpperCase();
  return /\p{Script=Georgian}/u.test(letter) || upper.length > letter.length ? letter : upper;
}

/** One or two letters that represent a name without a picture. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s\-–—·,]+/u)
    .map((word) => word.replace(BEFORE_LETTER, ""))
    .filter((word) => word !== "");
  const first = words[0] ?? "";
  const last = words.length > 1 && !DENSE.test(first) ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => (word === undefined ? "" : capital([...word][0] ?? "")))
    .join("");
}

/** A number from 0 to `shades - 1` that is always the same for one id. */
export function shadeOf(id: string, shades: number): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % shades;
}
