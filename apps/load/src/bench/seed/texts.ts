import { createChance } from "./chance.ts";

const words =
  `about after again answer article bring build call chapter choose class clear coffee compare course
  decide describe design draft early email evening example exercise explain feedback finish first friday goal group
  happy help idea improve interview journal kind lab learn lecture library listen lunch mentor method morning notes
  offer open paper part plan practice prepare present problem project question quick quiz read reason report result
  review schedule second section share short slide solve start story study summary talk team term thank theory
  think thursday today together tomorrow topic try understand week welcome wonder work workshop write year`.split(
    /\s+/,
  );

/** Texts like those of users, around `length` characters each. */
export function createTexts(length: number, seed = 1): () => string {
  const chance = createChance(seed);
  return () => {
    let text = "";
    while (text.length < length - 4) text += `${words[chance(words.length)] ?? ""} `;
    return text.trimEnd();
  };
}

const syllables = ["ba", "ke", "mi", "lo", "nu", "ra", "se", "ti", "vo", "du", "pha", "gri", "sto"];

/** A word for each number: small numbers, which are chosen most often, are short words. */
function wordOf(number: number): string {
  let rest = number;
  let word = "";
  do {
    word += syllables[rest % syllables.length] ?? "";
    rest = Math.floor(rest / syllables.length);
  } while (rest > 0);
  return word.length < 4 ? `${word}${word}` : word;
}

const VOCABULARY = 5_000;
/** A word in two of three sentences, and in no other word. */
export const FREQUENT_WORD = "hello";

/** Texts of 6 to 20 words of a large vocabulary of which few are frequent, as in a language. */
export function createSentences(seed = 1): () => string {
  const chance = createChance(seed);
  const share = () => chance(1_000_000) / 1_000_000;
  const word = () => {
    const number = Math.floor(VOCABULARY ** share()) - 1;
    return number === 0 ? FREQUENT_WORD : wordOf(number);
  };
  return () => Array.from({ length: 6 + chance(15) }, word).join(" ");
}
