/** Scripts in which one character says what two letters say elsewhere. */
const DENSE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** One or two letters that stand for a name without a picture. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s\-–—·,]+/u)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = words[0] ?? "";
  const last = words.length > 1 && !DENSE.test(first) ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => (word === undefined ? "" : ([...word][0] ?? "")))
    .join("")
    .toUpperCase();
}

/** A number from 0 to `shades - 1` that is always the same for one id. */
export function shadeOf(id: string, shades: number): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % shades;
}
