import french from "emojibase-data/fr/data.json" with { type: "json" };
import { fold } from "@parley/contract/folding";
import { expect, test } from "vitest";
import { withNames, withPlainWords } from "./emoji-data.ts";

const emojis = french.flatMap(({ emoji, label, tags = [], version, group }) =>
  group === undefined ? [] : [{ emoji, label, tags, version, category: group }],
);
const skinTones = { light: "", "medium-light": "", medium: "", "medium-dark": "", dark: "" };
const data = withPlainWords({ locale: "fr", emojis, categories: [], skinTones });

/** As the library searches: a part of the label or of a word. */
const find = (typed: string) =>
  data.emojis.flatMap(({ emoji, label, tags }) =>
    [label, ...tags].some((text) => text.toLowerCase().includes(typed)) ? [emoji] : [],
  );

test("SRCH-9: an emoji is found by what a plain keyboard produces for its name", () => {
  expect(find("coeur rouge")).toContain("❤️");
  expect(find("cœur rouge")).toContain("❤️");
  expect(find("clin d'oeil")).toContain("😉");
  expect(find("drapeau : bresil")).toContain("🇧🇷");
  for (const { emoji, label } of emojis) {
    expect(find(label.toLowerCase()), label).toContain(emoji);
    expect(find(fold(label)), label).toContain(emoji);
  }
});

test("EMO-1: a language that the library does not know has its names, and others where it has none", () => {
  const tones = { ...skinTones, light: "light" };
  const categories = [
    { index: 0, label: "Smileys" },
    { index: 1, label: "People" },
  ];
  const english = { locale: "en", emojis: emojis.slice(0, 3), categories, skinTones: tones };
  const [first, second] = english.emojis;
  const arabic = withNames(english, {
    emojis: [{ emoji: first?.emoji ?? "", label: "وجه", tags: ["ضحك"] }],
    messages: {
      groups: [{ key: "smileys-emotion", message: "وجوه", order: 0 }],
      skinTones: [{ key: "light", message: "فاتحة" }],
    },
  });
  expect(arabic.emojis[0]).toMatchObject({ label: "وجه", tags: ["ضحك"] });
  expect(arabic.emojis[1]?.label).toBe(second?.label);
  expect(arabic.categories.map(({ label }) => label)).toEqual(["وجوه", "People"]);
  expect(arabic.skinTones.light).toBe("فاتحة");
});
