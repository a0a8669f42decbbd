import { fold } from "@parley/contract/folding";
import { defaultEmojiDataResolver, type EmojiDataResolver } from "frimousse";

/** The host may not serve the data of this language: falls back to English. */
async function resolveKindly(...[locale, options]: Parameters<EmojiDataResolver>) {
  try {
    return await defaultEmojiDataResolver(locale, options);
  } catch (error) {
    if (locale === "en" || options.signal?.aborted === true) throw error;
    return defaultEmojiDataResolver("en", options);
  }
}

type EmojiData = Awaited<ReturnType<EmojiDataResolver>>;

/**
 * The same data, in which an emoji is also found by what a plain keyboard produces: "tete" for "tête", and "oeil" for
 * "œil". The library compares lower case only.
 */
export const withPlainWords = (data: EmojiData): EmojiData => ({
  ...data,
  emojis: data.emojis.map((each) => {
    const plain = [each.label, ...each.tags].flatMap((text) => {
      const folded = fold(text);
      return folded === text.toLowerCase() ? [] : [folded];
    });
    return plain.length === 0 ? each : { ...each, tags: [...each.tags, ...plain] };
  }),
});

/** Loads all emoji with their names. */
export const loadEmojis: EmojiDataResolver = async (locale, options) =>
  withPlainWords(await resolveKindly(locale, options));
