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
