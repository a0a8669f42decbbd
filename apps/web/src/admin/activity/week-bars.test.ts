import type { PairActivity } from "@parley/contract";
import { expect, test } from "vitest";
import { pairsByGroup } from "./activity-page.tsx";
import { sums, tallestWeek, weekBars } from "./week-bars.ts";

const pair = (groupId: string, mentor: number[], mentee: number[]): PairActivity => ({
  groupId,
  groupName: groupId,
  mentor: { id: "ada", name: "Ada", role: "MENTOR", avatarUrl: null },
  mentee: { id: `${groupId}-${mentor.join("")}`, name: "Ben", role: "MENTEE", avatarUrl: null },
  since: "2026-01-01T00:00:00.000Z",
  byMentor: { weeks: mentor, inGroup: 0, lastAt: null },
  byMentee: { weeks: mentee, inGroup: 0, lastAt: null },
  items: { open: 0, done: 0 },
  meetingsHeld: 0,
});

test("bars are shares of the fullest week of all charts, and start with their Mondays", () => {
  const pairs = [pair("north", [4, 0], [4, 1]), pair("north", [1, 0], [0, 0])];
  const tallest = tallestWeek(pairs);
  expect(tallest).toBe(8);
  const [first, second] = pairs.map((one) =>
    weekBars(one, { from: "2026-05-04T00:00:00.000Z", tallest }),
  );
  expect(first?.map(({ monday }) => monday.toISOString().slice(0, 10))).toEqual([
    "2026-05-04",
    "2026-05-11",
  ]);
  expect(first?.[0]).toMatchObject({ mentor: 4, mentee: 4, mentorShare: 0.5, menteeShare: 0.5 });
  expect(first?.[1]).toMatchObject({ mentor: 0, mentorShare: 0, menteeShare: 0.125 });
  expect(second?.[0]?.mentorShare).toBe(0.125);
});

test("one message next to a hundred still shows, and none shows nothing", () => {
  const [bar] = weekBars(pair("north", [1], [0]), {
    from: "2026-05-04T00:00:00.000Z",
    tallest: 100,
  });
  expect(bar).toMatchObject({ mentorShare: 0.04, menteeShare: 0 });
  expect(tallestWeek([])).toBe(0);
  expect(sums(pair("north", [1, 2], [0, 5]))).toEqual({ mentor: 3, mentee: 5 });
});

test("groups are ordered by their longest silent pair, each with all of its pairs", () => {
  const pairs = [pair("south", [1], [0]), pair("north", [2], [0]), pair("south", [3], [0])];
  expect(pairsByGroup(pairs).map(({ groupId, pairs: own }) => [groupId, own.length])).toEqual([
    ["south", 2],
    ["north", 1],
  ]);
});
