import { findFolded, fold, foldWords, type Stretch } from "@parley/contract/folding";

/** Whether `text` contains the letters of `wanted` in order, possibly with others between them. */
function isScattered(wanted: string, text: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** The rank of names that only contain the letters in their order. */
export const SCATTERED = 3;

const beginsWord = (text: string, word: string) =>
  text.startsWith(word) || text.includes(` ${word}`) || text.includes(`-${word}`);

/**
 * How well a name matches what a user types, from 0 for the best; undefined if it does not. Case and accents are
 * ignored: 0 the name begins with it, 1 each word begins a word of it, 2 each word is part of it, 3 it contains the
 * letters in order.
 */
export function rankName(name: string, typed: string): number | undefined {
  const words = foldWords(typed);
  if (words.length === 0 && typed.trim() !== "") return undefined;
  const text = fold(name);
  if (text.startsWith(words.join(" "))) return 0;
  if (words.every((word) => beginsWord(text, word))) return 1;
  if (words.every((word) => text.includes(word))) return 2;
  const letters = words.join("");
  return letters.length > 1 && isScattered(letters, text) ? SCATTERED : undefined;
}

/** The positions of single letters that a name contains in order, possibly with others between them. */
function scatteredIn(name: string, letters: string): Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  let wanted = letters;
  for (const letter of name) {
    const folded = fold(letter);
    if (folded !== "" && wanted.startsWith(folded)) {
      stretches.push({ start: at, end: at + letter.length });
      wanted = wanted.slice(folded.length);
    }
    at += letter.length;
  }
  return wanted === "" ? stretches : [];
}

/** A name in parts, with those marked that match what a user types. */
export function markName(name: string, typed: string): { text: string; isHit: boolean }[] {
  const words = foldWords(typed);
  const whole = words.length === 0 ? [] : findFolded(name, words);
  const isWhole = words.every((word) => fold(name).includes(word));
  const stretches = isWhole ? whole : scatteredIn(name, words.join(""));
  const parts: { text: string; isHit: boolean }[] = [];
  let end = 0;
  for (const { start, end: to } of stretches) {
    if (start > end) parts.push({ text: name.slice(end, start), isHit: false });
    const last = parts.at(-1);
    if (last?.isHit === true) last.text += name.slice(start, to);
    else parts.push({ text: name.slice(start, to), isHit: true });
    end = to;
  }
  if (end < name.length) parts.push({ text: name.slice(end), isHit: false });
  return parts;
}
