import { expect, test } from "vitest";
import { englishLabels } from "../../languages/en.ts";
import { frenchLabels } from "../../languages/fr.ts";
import { arabicLabels } from "../../languages/ar.ts";
import { daysBefore, parseDay } from "./parse-day.ts";
import { readOperators, type Vocabulary } from "./read-operators.ts";

const today = new Date(2026, 10, 30);
const vocabulary: Vocabulary = {
  operators: englishLabels.searchOperators,
  locale: "en",
  today,
  people: [
    { id: "me", name: "Ana Kovač", words: ["You", "me"] },
    { id: "ruth", name: "Ruth Okafor" },
    { id: "ruth2", name: "Ruth Berg" },
    { id: "noah", name: "Noah Lindqvist" },
  ],
  conversations: [
    { id: "c1", name: "Spring cohort" },
    { id: "c2", name: "Noah Lindqvist" },
  ],
};
const read = (text: string, more: Partial<Vocabulary> = {}) => {
  const { filters, words, pending } = readOperators(text, { ...vocabulary, ...more });
  return { ...filters, words, ...(pending && { pending: `${pending.operator}:${pending.value}` }) };
};

test.each([
  ["interview", { words: "interview" }],
  ["from:noah interview", { senderId: "noah", words: "interview" }],
  ["interview from:noah", { words: "interview", pending: "from:noah" }],
  ["from:ruth okafor interview", { senderId: "ruth", words: "interview" }],
  ["from:ruth interview", { words: "", pending: "from:ruth interview" }],
  ['from:"Ruth Berg" plan', { senderId: "ruth2", words: "plan" }],
  ["from: NOAH plan", { senderId: "noah", words: "plan" }],
  ["from:me plan", { senderId: "me", words: "plan" }],
  ["from:noah in:spring cohort plan", { senderId: "noah", conversationId: "c1", words: "plan" }],
  ["has:link", { hasLink: true, words: "" }],
  ["a has:link b", { hasLink: true, words: "a b" }],
  ["has:li", { words: "", pending: "link:li" }],
  ["before:2026-11-03", { before: "2026-11-03", words: "" }],
  ["after:11/3/2026 plan", { after: "2026-11-03", words: "plan" }],
  ["since:yesterday plan", { after: "2026-11-29", words: "plan" }],
  ["before:2026-02-30 plan", { words: "", pending: "before:2026-02-30 plan" }],
  ["note: see http://example.org", { words: "note: see http://example.org" }],
  ["https://has:3000", { words: "https://has:3000" }],
] as const)("FIND-2: %j is read as %j", (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test("FIND-2: operators are understood in the language of the user, with and without accents, and in English", () => {
  const french = { operators: frenchLabels.searchOperators, locale: "fr" };
  expect(read("de : noah après:hier plan contient:lien", french)).toEqual({
    ...{ senderId: "noah", after: "2026-11-29", hasLink: true, words: "plan" },
  });
  expect(read("FROM:noah apres:3/11/2026 plan", french)).toEqual({
    ...{ senderId: "noah", after: "2026-11-03", words: "plan" },
  });
  const arabic = { operators: arabicLabels.searchOperators, locale: "ar" };
  expect(read("من:noah plan فيها:رابط", arabic)).toEqual({
    ...{ senderId: "noah", hasLink: true, words: "plan" },
  });
});

test.each([
  ["en", "2026-11-03", "2026-11-03"],
  ["en", "2026-2-3", "2026-02-03"],
  ["en", "2026-02", "2026-02-01"],
  ["en", "2026", "2026-01-01"],
  ["en", "11/3/26", "2026-11-03"],
  ["en", "12/24", "2025-12-24"],
  ["en", "11/3", "2026-11-03"],
  ["de", "3.11.2026", "2026-11-03"],
  ["de", "3.11.", "2026-11-03"],
  ["de", "gestern", "2026-11-29"],
  ["fr", "aujourd’hui", "2026-11-30"],
  ["ar", "٣/١١/٢٠٢٦", "2026-11-03"],
  ["en", "2026-02-29", null],
  ["en", "2026-13-01", null],
  ["en", "0000-01-01", null],
  ["en", "99", null],
  ["en", "soon", null],
  ["en", "", null],
] as const)("FIND-2: in %s %j is the day %j", (locale, text, day) => {
  expect(parseDay(text, { locale, today })).toBe(day);
});

test("days before a month begins are in the one before", () => {
  expect(daysBefore(new Date(2026, 2, 1), 1)).toBe("2026-02-28");
});
