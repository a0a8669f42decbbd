import data from "emojibase-data/en/data.json" with { type: "json" };
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalEmoji } from "./emoji.ts";
import { emojiSchema } from "./messages.ts";

/** Every emoji of Unicode that this engine knows, with every skin tone. */
const all = data
  .flatMap(({ emoji, skins = [] }) => [emoji, ...skins.map((skin) => skin.emoji)])
  .filter((emoji) => /^\p{RGI_Emoji}$/v.test(canonicalEmoji(emoji)));

test("the data has all of them: plain ones, skin tones, flags, keycaps, joined ones and those with tags", () => {
  expect(all.length).toBeGreaterThan(3_600);
  for (const emoji of ["❤️", "👍🏽", "🇩🇪", "1️⃣", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🕵🏻‍♂️", "👁️‍🗨️"])
    expect(all.map(canonicalEmoji), emoji).toContain(emoji);
});

test("MSG-22: an emoji is the same with any of its selectors", () => {
  const written = fc.constantFrom(...all).chain((emoji) => {
    const bare = [...emoji.matchAll(/[^\uFE0E\uFE0F]/gu)].map(([part]) => part);
    return fc
      .array(fc.constantFrom("", "\uFE0F", "\uFE0E"), {
        minLength: bare.length,
        maxLength: bare.length,
      })
      .map((selectors) => ({
        emoji,
        spelt: bare.map((part, at) => part + (selectors[at] ?? "")).join(""),
      }));
  });
  fc.assert(
    fc.property(written, ({ emoji, spelt }) => {
      expect(canonicalEmoji(spelt)).toBe(canonicalEmoji(emoji));
    }),
    { numRuns: 5_000 },
  );
});

test("MSG-22: the stored form is Unicode's own, and no two emoji share one", () => {
  for (const emoji of all) {
    expect(canonicalEmoji(canonicalEmoji(emoji))).toBe(canonicalEmoji(emoji));
    expect(emojiSchema.parse(emoji)).toBe(canonicalEmoji(emoji));
    expect(emojiSchema.parse(emoji.replaceAll("\uFE0F", ""))).toBe(canonicalEmoji(emoji));
  }
  expect(new Set(all.map(canonicalEmoji)).size).toBe(
    new Set(all.map((emoji) => emoji.replaceAll("\uFE0F", ""))).size,
  );
});

test.each(["", "a", "1", "#", "❤️❤️", "👍 ", "\uFE0F", "ok", "👍a", "<b>", "🇫", "🇫🇫🇷"])(
  "MSG-20: %j is not one emoji",
  (text) => {
    expect(emojiSchema.safeParse(text).success).toBe(false);
  },
);
