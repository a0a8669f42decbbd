import { expect, test } from "vitest";
import { languages } from "../src/i18n/languages.ts";
import { emojiFile } from "./emoji-data.ts";

interface Emoji {
  readonly emoji: string;
  readonly label: string;
  readonly group?: number;
}

const parsed = async (language: string, file: string) =>
  // The form of the files of `emojibase-data`.
  JSON.parse(await emojiFile(language, file)) as unknown;

test("EMO-1: every emoji has a name in every language of the app", async () => {
  const english = (await parsed("en", "data.json")) as readonly Emoji[];
  const names = new Map(english.map(({ emoji, label }) => [emoji, label]));
  for (const language of languages.filter((other) => other !== "en")) {
    const all = (await parsed(language, "data.json")) as readonly Emoji[];
    const shown = all.filter(({ group }) => group !== undefined);
    expect(shown).toHaveLength(english.filter(({ group }) => group !== undefined).length);
    const same = shown.filter(({ emoji, label }) => names.get(emoji) === label);
    // Some names are the same in several languages.
    expect(same.length, language).toBeLessThan(150);
  }
  const arabic = (await parsed("ar", "data.json")) as readonly Emoji[];
  expect(arabic.find(({ emoji }) => emoji === "❤️")?.label).toBe("قلب أحمر");
});

test("EMO-1: the categories and skin tones have names in Arabic", async () => {
  const { groups, skinTones } = (await parsed("ar", "messages.json")) as {
    readonly groups: readonly { readonly message: string }[];
    readonly skinTones: readonly { readonly message: string }[];
  };
  for (const { message } of [...groups, ...skinTones])
    expect(message).toMatch(/^[\p{sc=Arab}\p{M} ]+$/u);
});
