import { canonicalEmoji } from "@parley/contract/emoji";
import { fold } from "@parley/contract/folding";
import { languageOf } from "./emoji-language.ts";

/** An emoji with what it is found by. */
export interface NamedEmoji {
  readonly emoji: string;
  readonly label: string;
  /** Of its skin tones, from light to dark. */
  readonly skins: readonly string[];
  /** The names between colons that other messengers have. */
  readonly codes: readonly string[];
  /** The words of its label, folded. */
  readonly name: readonly string[];
  /** These, and those of other names. */
  readonly words: readonly string[];
}

interface Stored {
  readonly emoji: string;
  readonly label: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly skins?: readonly { readonly emoji: string; readonly tone?: unknown }[];
}

/** The key of an emoji in the file of codes. */
const keyOf = (emoji: string) =>
  [...emoji.replaceAll("\uFE0F", "")]
    .map((character) => character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0"))
    .join("-");

async function fetchFile(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

type Codes = Readonly<Record<string, string | readonly string[]>>;

async function load(folder: string, language: string): Promise<readonly NamedEmoji[]> {
  const data = async (from: string) =>
    // The files of emojibase-data, which the host serves.
    (await fetchFile(`${folder}/${from}/data.json`)) as readonly Stored[];
  const [stored, codes] = await Promise.all([
    // The host may not serve the data of this language.
    data(language).catch((error: unknown) => {
      if (language === "en") throw error;
      return data("en");
    }),
    fetchFile(`${folder}/en/shortcodes/github.json`).then(
      (found) => found as Codes,
      (): Codes => ({}),
    ),
  ]);
  return stored.flatMap(({ emoji, label, tags = [], group, skins = [] }) => {
    if (group === undefined) return [];
    const own = codes[keyOf(emoji)] ?? [];
    return [
      {
        emoji: canonicalEmoji(emoji),
        label,
        // Those of two people have two tones each.
        skins: skins.flatMap((skin) =>
          typeof skin.tone === "number" ? [canonicalEmoji(skin.emoji)] : [],
        ),
        codes: typeof own === "string" ? [own] : own,
        name: wordsOf(label),
        words: [label, ...tags].flatMap(wordsOf),
      },
    ];
  });
}

const loading = new Map<string, Promise<readonly NamedEmoji[]>>();

/** The emoji with their names in the language of a locale, fetched once. */
export function loadEmoji(dataUrl: string, locale: string): Promise<readonly NamedEmoji[]> {
  const folder = dataUrl.replace(/\/$/u, "");
  const language = languageOf(locale);
  const key = `${folder} ${language}`;
  const known = loading.get(key);
  if (known !== undefined) return known;
  const found = load(folder, language);
  loading.set(key, found);
  // After a failure it is fetched again.
  found.catch(() => loading.delete(key));
  return found;
}

const wordsOf = (name: string) =>
  fold(name)
    .split(/[\s_-]+/u)
    .filter((word) => word !== "");

/** What people choose most, before others that match as well. */
const POPULAR: ReadonlyMap<string, number> = new Map(
  "😂 ❤️ 🤣 👍 😭 🙏 😘 🥰 😍 😊 🎉 😁 💕 🥺 😅 🔥 ☺️ 🤦 🤷 🙄 😆 🤗 😉 🎂 🤔 👏 🙂 😳 🥳 😎 👌 💜 😔 💪 ✨ 💖 👀 😋 😏 😢 👉 💗 😩 💯 🌹 💞 🎈 💙 😃 😡 💐 😜 🙈 🤞 😄 🤤 🙌 🤪 ❣️ 😀 💋 💀 👇 💔 😌 💓 🤩 🙃 😬 😱 😴 😐 🌞 😒 😇 🌸 😈 🎶 ✌️ 🎊 🥵 😞 💚 ☀️ 🖤 💰 😚 👑 🎁 💥 🙋 ☹️ 😑 🥴 👈 💩 ✅ 👋 🚀 💡 ☕ 📅 📝 ✔️ ❌"
    .split(" ")
    .map((emoji, at) => [emoji, at]),
);

/** How well an emoji matches what was typed after a colon; lower is better, and a short name before a longer one. */
function rankOf(
  { emoji, codes, name, words }: NamedEmoji,
  typed: string,
  parts: readonly string[],
) {
  if (codes.includes(typed)) return 0;
  if (typed.length > 1 && codes.some((code) => code.startsWith(typed))) return 1;
  const matches = (all: readonly string[]) =>
    parts.length > 0 && parts.every((part) => all.some((word) => word.startsWith(part)));
  if (!matches(name)) return matches(words) ? 3 : null;
  const popularity = POPULAR.get(emoji);
  return popularity === undefined ? 2.5 + name.length / 100 : 2 + popularity / 1_000;
}

/** The emoji whose code or name begins with a text, the best first. */
export function findEmoji(
  all: readonly NamedEmoji[],
  text: string,
  max: number,
): readonly NamedEmoji[] {
  const typed = fold(text);
  const parts = wordsOf(text);
  return all
    .flatMap((emoji) => {
      const rank = rankOf(emoji, typed, parts);
      return rank === null ? [] : [{ emoji, rank }];
    })
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, max)
    .map(({ emoji }) => emoji);
}
