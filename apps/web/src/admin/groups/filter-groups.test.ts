import type { Group, GroupState, Person } from "@parley/contract";
import { expect, test } from "vitest";
import { filterGroups } from "./filter-groups.ts";
import type { GroupFilter } from "./filter-groups.ts";

const person = (name: string): Person => ({ id: name, name, role: "MENTEE", avatarUrl: null });
const group = (name: string, state: GroupState, people: readonly string[]): Group => ({
  id: name,
  name,
  mentor: person(people[0] ?? ""),
  mentees: people.slice(1).map(person),
  state,
  endsAt: null,
  conversationId: "01890a5d-ac96-774b-bcce-b302099a8057",
});

const groups = [
  group("Group 10", "active", ["Tomás", "Lucía"]),
  group("Group 9", "ending", ["Ruth", "Mei"]),
  group("École", "archived", ["Samira"]),
];
const names = (filter: GroupFilter, text = "") =>
  filterGroups(groups, { filter, text, locale: "en" }).map(({ name }) => name);

test("groups are ordered by name, numerically, archived ones only if requested", () => {
  expect(names("all")).toEqual(["École", "Group 9", "Group 10"]);
  expect(names("running")).toEqual(["Group 9", "Group 10"]);
  expect(names("ending")).toEqual(["Group 9"]);
  expect(names("archived")).toEqual(["École"]);
});

test("a text finds groups by their own name and by their members, ignoring case and accents", () => {
  expect(names("all", "LUCIA")).toEqual(["Group 10"]);
  expect(names("all", " ruth ")).toEqual(["Group 9"]);
  expect(names("all", "ecole")).toEqual(["École"]);
  expect(names("running", "ecole")).toEqual([]);
});
