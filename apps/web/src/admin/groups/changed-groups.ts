import type { Group } from "@parley/contract/groups";
import type { Person } from "@parley/contract/people";

/** Groups as they would be with one of them changed. */
export function withChanged(
  groups: readonly Group[],
  groupId: string,
  change: (group: Group) => Group,
): Group[] {
  return groups.map((group) => (group.id === groupId ? change(group) : group));
}

export const archived = (group: Group): Group => ({ ...group, state: "archived" });
export const revived = (group: Group): Group => ({ ...group, state: "active" });

export const without = (group: Group, personId: string): Group => ({
  ...group,
  mentees: group.mentees.filter(({ id }) => id !== personId),
});

/** Who is in it already is not in it twice. */
export const including = (group: Group, people: readonly Person[]): Group => ({
  ...group,
  mentees: [
    ...group.mentees,
    ...people.filter(({ id }) => group.mentees.every((mentee) => mentee.id !== id)),
  ],
});

/** The former mentor leaves. */
export const ledBy = (group: Group, mentor: Person): Group => ({ ...group, mentor });
