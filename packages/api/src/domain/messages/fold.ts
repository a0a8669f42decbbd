/**
 * Case and accents do not count when people search: É, é and e are one letter. By way of upper case, which
 * also makes ß into ss and ς into σ.
 */
const foldCharacter = (character: string) =>
  character
    .normalize("NFKD")
    .replaceAll(/\p{Mn}/gu, "")
    .toUpperCase()
    .toLowerCase();

/** Every character that may fold to another one: of ASCII, the capitals alone. */
const FOLDABLE = /[A-Z]|[^\0-\u007F]/gu;

/** A text as it is searched in: without case, accents and width, character by character. */
export const fold = (text: string): string => text.replaceAll(FOLDABLE, foldCharacter);

/** The words that somebody looks for, folded. */
export const foldWords = (text: string): string[] =>
  fold(text)
    .split(/\p{White_Space}+/u)
    .filter((word) => word !== "");

/** A stretch of a text, from `start` to before `end`, in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where each unit of the folded text comes from. A character may fold to several units, or to none. */
function foldWithOrigins(text: string) {
  let folded = "";
  const origins: Stretch[] = [];
  let start = 0;
  for (const character of text) {
    const end = start + character.length;
    const piece = foldCharacter(character);
    folded += piece;
    for (let unit = 0; unit < piece.length; unit += 1) origins.push({ start, end });
    start = end;
  }
  return { folded, origins };
}

/** Where in a text the words occur, in order and without overlap. */
export function findWords(text: string, words: readonly string[]): Stretch[] {
  const { folded, origins } = foldWithOrigins(text);
  const found: Stretch[] = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
      const first = origins[at];
      const last = origins[at + word.length - 1];
      if (first !== undefined && last !== undefined)
        found.push({ start: first.start, end: last.end });
    }
  }
  return merge(found.toSorted((one, other) => one.start - other.start || one.end - other.end));
}

function merge(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const next of stretches) {
    const last = merged.at(-1);
    if (last !== undefined && next.start < last.end) {
      merged.splice(-1, 1, { start: last.start, end: Math.max(last.end, next.end) });
    } else {
      merged.push(next);
    }
  }
  return merged;
}
