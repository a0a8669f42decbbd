import type { Person, Role } from "@parley/contract";
import { expect, test } from "vitest";
import { groupPeople } from "./group-people.ts";

function entry(name: string, role: Role, groupName: string | null) {
  const person: Person = { id: name, name, role, avatarUrl: null };
  return { person, groupName };
}

test("users are listed under their groups, mentors first, and those without a group before all", () => {
  const everybody = [
    entry("Noor", "MENTEE", "Night shift"),
    entry("Ben", "MENTEE", "Data"),
    entry("Ana", "MENTEE", "Data"),
    entry("Zoe", "MENTOR", "Data"),
    entry("Olga", "ADMIN", null),
  ];
  const sections = groupPeople({ people: everybody });
  const names = sections.map(({ groupName, people }) => [groupName, people.map((one) => one.name)]);
  expect(names).toEqual([
    [null, ["Olga"]],
    ["Data", ["Zoe", "Ana", "Ben"]],
    ["Night shift", ["Noor"]],
  ]);
});

test("without users there are no sections", () => {
  expect(groupPeople({ people: [] })).toEqual([]);
});
