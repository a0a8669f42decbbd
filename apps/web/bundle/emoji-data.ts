import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Plugin } from "vite";
import { languages } from "../src/i18n/languages.ts";

/** Where the app fetches its emoji: from its own host, so that no other is called. */
const FOLDER = "emoji";
const FILES = ["data.json", "messages.json"] as const;
/** Names between colons, by the code points of the emoji, for all languages. */
const CODES = { language: "en", file: "shortcodes/github.json" } as const;

const { resolve } = createRequire(import.meta.url);

/** The picker does not read most of the data. */
const UNREAD = new Set(["hexcode", "order", "type", "gender", "emoticon", "text"]);

/**
 * The name of each emoji in Arabic and the words by which it is found, which `emojibase-data` lacks: of the annotations in
 * CLDR 48.2, by code points. https://github.com/unicode-org/cldr-json (Unicode License v3)
 */
const arabicNames = new URL("emoji/arabic-names.json", import.meta.url);

const ARABIC_GROUPS: Readonly<Record<string, string>> = {
  "smileys-emotion": "وجوه ومشاعر",
  "people-body": "أشخاص وأجسام",
  component: "مكونات",
  "animals-nature": "حيوانات وطبيعة",
  "food-drink": "طعام وشراب",
  "travel-places": "سفر وأماكن",
  activities: "أنشطة",
  objects: "أشياء",
  symbols: "رموز",
  flags: "أعلام",
};
const ARABIC_TONES: Readonly<Record<string, string>> = {
  light: "بشرة فاتحة",
  "medium-light": "بشرة فاتحة قليلًا",
  medium: "بشرة متوسطة",
  "medium-dark": "بشرة داكنة قليلًا",
  dark: "بشرة داكنة",
};

interface Named {
  readonly hexcode: string;
}
interface Messages {
  readonly groups: readonly Message[];
  readonly skinTones: readonly Message[];
}
interface Message {
  readonly key: string;
  readonly message: string;
}

const original = (language: string, file: string) =>
  readFile(resolve(`emojibase-data/${language}/${file}`), "utf8");

/** A file of the English data with Arabic names. */
async function arabic(file: string): Promise<string> {
  const english = await original("en", file);
  if (file === "messages.json") {
    // The form of the files of `emojibase-data` and of the names next to this file.
    const messages = JSON.parse(english) as Messages;
    const named = (all: readonly Message[], names: Readonly<Record<string, string>>) =>
      all.map((each) => ({ ...each, message: names[each.key] ?? each.message }));
    return JSON.stringify({
      ...messages,
      groups: named(messages.groups, ARABIC_GROUPS),
      skinTones: named(messages.skinTones, ARABIC_TONES),
    });
  }
  const names = JSON.parse(await readFile(arabicNames, "utf8")) as Readonly<Record<string, string>>;
  const all = JSON.parse(english) as readonly Named[];
  return JSON.stringify(
    all.map((emoji) => {
      const [label, ...tags] = names[emoji.hexcode]?.split("|") ?? [];
      return label === undefined ? emoji : { ...emoji, label, tags };
    }),
  );
}

/** A file of the emoji data, without what is not read. */
export async function emojiFile(language: string, file: string): Promise<string> {
  const source = await (language === "ar" ? arabic(file) : original(language, file));
  if (file !== "data.json") return source;
  return JSON.stringify(JSON.parse(source), (key, value: unknown) =>
    UNREAD.has(key) ? undefined : value,
  );
}

const all = [...languages.flatMap((language) => FILES.map((file) => ({ language, file }))), CODES];

/** Serves the emoji of `emojibase-data` with the app. They are fetched when the picker opens. */
export const emojiData: Plugin = {
  name: "parley:emoji-data",
  async generateBundle() {
    for (const { language, file } of all) {
      // One after the other: each is large, and a build is in no hurry.
      // oxlint-disable-next-line no-await-in-loop
      const source = await emojiFile(language, file);
      this.emitFile({ type: "asset", fileName: `${FOLDER}/${language}/${file}`, source });
    }
  },
  configureServer(server) {
    server.middlewares.use(`/${FOLDER}`, (request, response, next) => {
      const asked = all.find(({ language, file }) => request.url === `/${language}/${file}`);
      if (asked === undefined) return next();
      response.setHeader("content-type", "application/json");
      emojiFile(asked.language, asked.file).then((text) => response.end(text), next);
    });
  },
};
