import * as fc from "fast-check";
import { expect, test } from "vitest";
import { markName, rankName } from "./rank-name.ts";

test.each([
  ["José Álvarez", "jose", 0],
  ["José Álvarez", "JOSE AL", 0],
  ["José Álvarez", "alv", 1],
  ["José Álvarez", "alv jo", 1],
  ["Anne-Marie Roux", "marie", 1],
  ["José Álvarez", "varez", 2],
  ["Łukasz Wałęsa", "lukasz", 0],
  ["Łukasz Wałęsa", "LUKASZ WALESA", 0],
  ["İrem Işık", "irem", 0],
  ["irem ışık", "İREM IŞIK", 0],
  ["Seán O’Brien", "o'brien", 1],
  ["Mary\u00A0Ann Lee", "mary ann l", 0],
  ["Γιώργος", "γιωργος", 0],
  ["أحمد فؤاد", "احمد", 0],
  ["प्रिया सिंह", "सिंह", 1],
  ["Zoe\u0308", "zoë", 0],
  ["タナカ", "たなか", 0],
  ["José Álvarez", "\u0301\u0301", undefined],
  ["Spring cohort", "spco", 3],
  ["Spring cohort", "cosp", undefined],
  ["Spring cohort", "x", undefined],
  ["Spring cohort", "", 0],
  ["山田 太郎", "太", 1],
])("%s is found by %s with rank %s", (name, typed, rank) => {
  expect(rankName(name, typed)).toBe(rank);
});

const shownAs = (name: string, typed: string) =>
  markName(name, typed)
    .map(({ text, isHit }) => (isHit ? `[${text}]` : text))
    .join("");

test.each([
  ["Anika Sharma", "sam", "Anika [S]h[a]r[m]a"],
  ["Samira Mansour", "sam", "[Sam]ira Mansour"],
  ["Łukasz Wałęsa", "walesa", "Łukasz [Wałęsa]"],
  ["José Álvarez", "jo al", "[Jo]sé [Ál]varez"],
  ["Spring cohort", "", "Spring cohort"],
  ["Spring cohort", "x", "Spring cohort"],
])("SWI-1: the match in %s is highlighted for %s", (name, typed, shown) => {
  expect(shownAs(name, typed)).toBe(shown);
});

test("SWI-1: the parts of a name form the name, and are highlighted wherever it is found", () => {
  const letters = fc.string({ unit: "grapheme", maxLength: 20 });
  fc.assert(
    fc.property(letters, letters, (name, typed) => {
      const parts = markName(name, typed);
      expect(parts.map(({ text }) => text).join("")).toBe(name);
    }),
  );
});
