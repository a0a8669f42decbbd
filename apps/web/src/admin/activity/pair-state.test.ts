import type { PairActivity, SideActivity } from "@parley/contract";
import { expect, test } from "vitest";
import { needsCare, pairState } from "./pair-state.ts";
import type { PairState } from "./pair-state.ts";

const now = new Date("2026-05-20T12:00:00.000Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60_000).toISOString();
const side = (days: number | null): SideActivity => ({
  weeks: [],
  inGroup: 0,
  lastAt: days === null ? null : daysAgo(days),
});

const pair = (since: number, mentor: number | null, mentee: number | null): PairActivity => ({
  groupId: "north",
  groupName: "North",
  mentor: { id: "ada", name: "Ada", role: "MENTOR", avatarUrl: null },
  mentee: { id: "ben", name: "Ben", role: "MENTEE", avatarUrl: null },
  since: daysAgo(since),
  byMentor: side(mentor),
  byMentee: side(mentee),
  items: { open: 0, done: 0 },
  meetingsHeld: 0,
});

test.each<[string, PairActivity, PairState, boolean]>([
  ["both wrote lately", pair(90, 13, 1), { kind: "talking" }, false],
  [
    "nobody wrote since they met last week",
    pair(6, null, null),
    { kind: "new", since: daysAgo(6) },
    false,
  ],
  ["nobody ever wrote", pair(14, null, null), { kind: "never", since: daysAgo(14) }, true],
  ["both fell silent", pair(90, 40, 20), { kind: "silent", since: daysAgo(20) }, true],
  ["one wrote long ago", pair(90, null, 15), { kind: "silent", since: daysAgo(15) }, true],
  [
    "the mentor does not answer",
    pair(90, 30, 2),
    { kind: "mentor-silent", since: daysAgo(30) },
    true,
  ],
  ["the mentee never wrote", pair(90, 2, null), { kind: "mentee-silent", since: null }, true],
  ["a new mentee has not answered yet", pair(3, 2, null), { kind: "talking" }, false],
])("%s", (_, activity, state, care) => {
  expect(pairState(activity, now)).toEqual(state);
  expect(needsCare(pairState(activity, now))).toBe(care);
});
