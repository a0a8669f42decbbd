import { limits } from "@parley/contract/limits";
import type { Person } from "@parley/contract";
import { expect, test } from "vitest";
import { dayOf, endOfDay } from "../parts/day.ts";
import { checkDraft, emptyDraft, firstProblem } from "./group-draft.ts";
import type { DraftProblems, GroupDraft } from "./group-draft.ts";

const ada: Person = { id: "ada", name: "Ada", role: "MENTOR", avatarUrl: null };
const ben: Person = { id: "ben", name: "Ben", role: "MENTEE", avatarUrl: null };
const now = new Date(2026, 4, 10, 12);
const good: GroupDraft = { name: " North ", mentor: ada, mentees: [ben], endDay: "2026-05-10" };

const check = (change: Partial<GroupDraft>) =>
  checkDraft({ ...good, ...change }, { id: "g1", now });
const problemsOf = (change: Partial<GroupDraft>): DraftProblems => {
  const checked = check(change);
  return checked.ok ? {} : checked.problems;
};

test("a valid form becomes the server's input; the last day belongs to the group", () => {
  expect(check({})).toEqual({
    ok: true,
    input: {
      id: "g1",
      name: "North",
      mentorId: "ada",
      menteeIds: ["ben"],
      endsAt: new Date(2026, 4, 10, 23, 59, 59, 999).toISOString(),
    },
  });
  expect(check({ endDay: "", mentees: [] })).toMatchObject({
    input: { endsAt: null, menteeIds: [] },
  });
});

test.each<[Partial<GroupDraft>, DraftProblems]>([
  [{ name: "  \u200b " }, { name: "blank" }],
  [{ name: "x".repeat(limits.nameMax + 1) }, { name: "tooLong" }],
  [{ name: "a\u0000b" }, { name: "unstorable" }],
  [{ name: "\ud800" }, { name: "unstorable" }],
  [{ mentor: null }, { mentor: "missing" }],
  [
    {
      mentees: Array.from({ length: limits.groupMembersMax }, (_, at) => ({
        ...ben,
        id: `m${at}`,
      })),
    },
    { mentees: "tooMany" },
  ],
  [{ endDay: "2026-05-09" }, { endDay: "past" }],
  [{ endDay: "2026-02-31" }, { endDay: "unclear" }],
  [{ endDay: "soon" }, { endDay: "unclear" }],
])("%j is refused with the problem", (change, problems) => {
  expect(problemsOf(change)).toEqual(problems);
});

test("an untouched form names every missing field, the name first", () => {
  const checked = checkDraft(emptyDraft, { id: "g1", now });
  expect(checked).toEqual({ ok: false, problems: { name: "blank", mentor: "missing" } });
  if (!checked.ok) expect(firstProblem(checked.problems)).toBe("name");
});

test("a day and its last moment convert to each other", () => {
  const end = endOfDay("2028-02-29");
  expect(end).not.toBeNull();
  if (end !== null) expect(dayOf(end.toISOString())).toBe("2028-02-29");
  expect(endOfDay("2027-02-29")).toBeNull();
});
