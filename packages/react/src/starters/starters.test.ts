import { starterKeys, starterLanguages, starterTimeOf } from "@parley/contract/starter-table";
import { limits } from "@parley/contract/limits";
import { checkText } from "@parley/contract/text-rules";
import { expect, test } from "vitest";
import { allStarters, loadStarterTexts, offeredStarters, starterLanguageOf } from "./starters.ts";

test.each(starterLanguages)(
  "STA-1: in %s there are forty starters, each with one question",
  async (language) => {
    const texts = await loadStarterTexts(language);
    expect(Object.keys(texts).toSorted()).toEqual([...starterKeys].toSorted());
    const all = Object.values(texts);
    expect(new Set(all).size).toBe(40);
    for (const text of all) {
      expect(checkText(text, limits.starterMax).ok, text).toBe(true);
      expect(text.match(/[?؟]/g), text).toHaveLength(1);
    }
  },
);

test("STA-1: a language without starters gets the English ones", () => {
  expect(["de-AT", "pt-BR", "nl", "AR"].map(starterLanguageOf)).toEqual(["de", "pt", "en", "ar"]);
});

test("STA-1: the weeks of the programme are in four times", () => {
  expect([0, 1, 2, 3, 6, 7, 12, 13, 99].map(starterTimeOf)).toEqual([
    ...["beginning", "beginning", "beginning", "early", "early"],
    ...["middle", "middle", "late", "late"],
  ]);
});

test("STA-2: those of the role and the week come first, and after a silence those for it", async () => {
  const all = allStarters(await loadStarterTexts("en"), []);
  const keysOf = (place: Parameters<typeof offeredStarters>[1]) =>
    offeredStarters(all, place).map(({ key }) => key);
  const mentee = keysOf({ role: "MENTEE", when: "late", isSilent: false });
  expect(mentee).toHaveLength(18);
  expect(mentee.slice(0, 3)).toEqual(["mentee-stayed", "mentee-after", "mentee-progress"]);
  const mentor = keysOf({ role: "MENTOR", when: "early", isSilent: true });
  expect(mentor).toHaveLength(22);
  expect(mentor.slice(0, 4)).toEqual([
    ...["mentor-silent-time", "mentor-silent-one", "mentor-silent-call", "mentor-topic"],
  ]);
  expect(keysOf({ role: "MENTOR", when: "early", isSilent: false })).toHaveLength(19);
});

test("STA-3: what an ADMIN has changed, hidden and added is offered as it is now", async () => {
  const added = { key: "0192d3c4-5e6f-7a8b-9c0d-1e2f3a4b5c6d", body: "And you?" };
  const all = allStarters(await loadStarterTexts("en"), [
    { key: "mentee-stayed", body: null, role: null, when: null },
    { key: "mentee-after", body: "Changed?", role: null, when: null },
    { ...added, role: "MENTEE", when: "late" },
    // Of a later version.
    { key: "mentee-unknown", body: "New?", role: null, when: null },
  ]);
  expect(all).toHaveLength(41);
  const offered = offeredStarters(all, { role: "MENTEE", when: "late", isSilent: false });
  expect(offered.slice(0, 3).map(({ body }) => body)).toEqual([
    "Changed?",
    "What do you see me doing better than when we began?",
    "And you?",
  ]);
});
