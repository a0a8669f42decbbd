import type { DemoPeople, Person, Role } from "@parley/contract";

/** Users under one heading, mentors before mentees. */
export interface PeopleSection {
  /** Null for users without a group. */
  readonly groupName: string | null;
  readonly people: readonly Person[];
}

const order = { ADMIN: 0, MENTOR: 1, MENTEE: 2 } satisfies Record<Role, number>;

const byName = new Intl.Collator("en").compare;

/** Users without a group come first, under their own heading; groups follow by name. */
export function groupPeople({ people }: DemoPeople): PeopleSection[] {
  const byGroup = Map.groupBy(people, (entry) => entry.groupName);
  const groups = [...byGroup].toSorted(([a], [b]) => byName(a ?? "", b ?? ""));
  return groups.map(([groupName, entries]) => ({
    groupName,
    people: entries
      .map((entry) => entry.person)
      .toSorted((a, b) => order[a.role] - order[b.role] || byName(a.name, b.name)),
  }));
}
