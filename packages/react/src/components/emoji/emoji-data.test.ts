import french from "emojibase-data/fr/data.json" with { type: "json" };
import { fold } from "@parley/contract/folding";
import { expect, test } from "vitest";
import { withPlainWords } from "./emoji-data.ts";

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
