import { fold, foldWords } from "@parley/contract/folding";

/** Whether the letters of `wanted` stand in `text` in this order, with others between them. */
function isScattered(wanted: string, text: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const beginsWord = (text: string, word: string) =>
  text.startsWith(word) || text.includes(` ${word}`) || text.includes(`-${word}`);

/**
 * How well a name fits what somebody types, from 0 for the best; undefined where it does not. Case and
 * accents do not count: 0 the name begins so, 1 each word begins a word of it, 2 each word is a part of it,
 * 3 the letters stand in it in this order.
 */
export function rankName(name: string, typed: string): number | undefined {
  const words = foldWords(typed);
  if (words.length === 0 && typed.trim() !== "") return undefined;
  const text = fold(name);
  if (text.startsWith(words.join(" "))) return 0;
  if (words.every((word) => beginsWord(text, word))) return 1;
  if (words.every((word) => text.includes(word))) return 2;
  const letters = words.join("");
  return letters.length > 1 && isScattered(letters, text) ? 3 : undefined;
}
