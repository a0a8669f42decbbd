import type { Group, GroupState, Person } from "@parley/contract";
import { expect, test } from "vitest";
import { moveTargets } from "../groups/move.ts";
import { rolesInGroups } from "./roles-in-groups.ts";

const person = (id: string): Person => ({ id, name: id, role: "MENTEE", avatarUrl: null });
const group = (id: string, state: GroupState, [lead = "", ...led]: readonly string[]): Group => ({
  id,
  name: id,
  mentor: person(lead),
  mentees: led.map(person),
  state,
  endsAt: null,
  conversationId: "01890a5d-ac96-774b-bcce-b302099a8057",
});

const groups = [
  group("south", "ending", ["sam", "ben"]),
  group("north", "active", ["ada", "ben"]),
  group("old", "archived", ["ben", "cleo"]),
  group("led by ben", "active", ["ben"]),
];
const ids = (some: readonly Group[]) => some.map(({ id }) => id);

test("of a user's groups those not archived count, by their role in them", () => {
  const { leads, isLedIn } = rolesInGroups(groups, "ben");
  expect(ids(leads)).toEqual(["led by ben"]);
  expect(ids(isLedIn)).toEqual(["south", "north"]);
});

test("a user moves to groups that are not archived and without them, by name", () => {
  expect(ids(moveTargets(groups, "ben", "en"))).toEqual([]);
  expect(ids(moveTargets(groups, "cleo", "en"))).toEqual(["led by ben", "north", "south"]);
  expect(ids(moveTargets(groups, "ada", "en"))).toEqual(["led by ben", "south"]);
});

test("a full group accepts no members", () => {
  const full = group(
    "full",
    "active",
    Array.from({ length: 500 }, (_, at) => `p${at}`),
  );
  const nearlyFull = group(
    "nearly full",
    "active",
    Array.from({ length: 499 }, (_, at) => `p${at}`),
  );
  expect(ids(moveTargets([full, nearlyFull], "cleo", "en"))).toEqual(["nearly full"]);
});
