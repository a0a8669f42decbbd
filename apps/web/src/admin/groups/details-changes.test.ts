import type { Group, Person } from "@parley/contract";
import { expect, test } from "vitest";
import { checkEdits, draftWith } from "./details-changes.ts";

const ada: Person = { id: "ada", name: "Ada", role: "MENTOR", avatarUrl: null };
const eve: Person = { id: "eve", name: "Eve", role: "MENTOR", avatarUrl: null };
const now = new Date(2026, 4, 10, 12);
const group: Group = {
  id: "north",
  name: "North",
  mentor: ada,
  mentees: [],
  state: "ending",
  endsAt: new Date(2026, 4, 8, 9).toISOString(),
  conversationId: "01890a5d-ac96-774b-bcce-b302099a8057",
};

test("only changes are sent, and nothing if there are none", () => {
  expect(checkEdits(group, {}, now)).toEqual({ ok: true, input: null });
  expect(checkEdits(group, { name: " North ", mentor: ada, endDay: "2026-05-08" }, now)).toEqual({
    ok: true,
    input: null,
  });
  expect(checkEdits(group, { name: "South", mentor: eve }, now)).toEqual({
    ok: true,
    input: { groupId: "north", name: "South", mentorId: "eve" },
  });
});

test("a group that was about to end is active again with another end, or with none", () => {
  expect(checkEdits(group, { endDay: "" }, now)).toEqual({
    ok: true,
    input: { groupId: "north", endsAt: null, state: "active" },
  });
  expect(checkEdits({ ...group, state: "active" }, { endDay: "2026-09-01" }, now)).toEqual({
    ok: true,
    input: { groupId: "north", endsAt: new Date(2026, 8, 1, 23, 59, 59, 999).toISOString() },
  });
});

test("problems are reported, and a past end is not set again", () => {
  expect(checkEdits(group, { name: " ", mentor: null }, now)).toEqual({
    ok: false,
    problems: { name: "blank", mentor: "missing" },
  });
  expect(checkEdits(group, { endDay: "2026-05-09" }, now)).toEqual({
    ok: false,
    problems: { endDay: "past" },
  });
});

test("what was not touched follows the group", () => {
  expect(draftWith({ ...group, mentor: eve }, { name: "Mine" })).toMatchObject({
    name: "Mine",
    mentor: eve,
    endDay: "2026-05-08",
  });
});
