/** One or two letters that stand for a name without a picture. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/[\s\-–—·,]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [first, last]
    .map((word) => (word === undefined ? "" : ([...word][0] ?? "")))
    .join("")
    .toLocaleUpperCase();
}

/** A number from 0 to `shades - 1` that is always the same for one id. */
export function shadeOf(id: string, shades: number): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % shades;
}
