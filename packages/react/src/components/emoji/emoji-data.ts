import { canonicalEmoji } from "@parley/contract/emoji";
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

/** The part of the host's files that is read for a language that the library does not know. */
interface Names {
  readonly emojis: readonly {
    readonly emoji: string;
    readonly label: string;
    readonly tags?: readonly string[];
  }[];
  readonly messages: Readonly<Record<"groups" | "skinTones", readonly NamedKey[]>>;
}
interface NamedKey {
  readonly key: string;
  readonly message: string;
  readonly order?: number;
}

/** Emoji data with the names of another language; what that one lacks keeps its name. */
export function withNames(data: EmojiData, { emojis, messages }: Names): EmojiData {
  const names = new Map(emojis.map((each) => [canonicalEmoji(each.emoji), each]));
  const groups = new Map(messages.groups.map(({ order, message }) => [order, message]));
  const tones = new Map(messages.skinTones.map(({ key, message }) => [key, message]));
  const toneOf = (tone: keyof EmojiData["skinTones"]) => tones.get(tone) ?? data.skinTones[tone];
  return {
    ...data,
    emojis: data.emojis.map((each) => {
      const { label = each.label, tags = each.tags } = names.get(canonicalEmoji(each.emoji)) ?? {};
      return { ...each, label, tags: [...tags] };
    }),
    categories: data.categories.map(({ index, label }) => ({
      index,
      label: groups.get(index) ?? label,
    })),
    skinTones: {
      light: toneOf("light"),
      "medium-light": toneOf("medium-light"),
      medium: toneOf("medium"),
      "medium-dark": toneOf("medium-dark"),
      dark: toneOf("dark"),
    },
  };
}

/** Languages that the library replaces by English. */
const UNKNOWN = new Set(["ar"]);

async function loadNamed(...[locale, options]: Parameters<EmojiDataResolver>) {
  const data = await resolveKindly(UNKNOWN.has(locale) ? "en" : locale, options);
  if (!UNKNOWN.has(locale)) return data;
  const file = async (name: string): Promise<unknown> => {
    const { signal = null } = options;
    const response = await fetch(`${options.emojibaseUrl}/${locale}/${name}`, { signal });
    return response.json();
  };
  try {
    const [emojis, messages] = await Promise.all([file("data.json"), file("messages.json")]);
    // The form of the files of emojibase-data.
    return withNames(data, { emojis, messages } as Names);
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    // The host does not serve them.
    return data;
  }
}

/** Loads all emoji with their names. */
export const loadEmojis: EmojiDataResolver = async (locale, options) =>
  withPlainWords(await loadNamed(locale, options));
