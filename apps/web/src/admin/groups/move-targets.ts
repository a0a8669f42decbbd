import type { Group } from "@parley/contract/groups";
import { limits } from "@parley/contract/limits";

/** The groups into which somebody can move: running, with room, and without them. By name. */
export function moveTargets(groups: readonly Group[], personId: string, locale: string): Group[] {
  const byName = new Intl.Collator(locale, { numeric: true }).compare;
  return groups
    .filter(
      ({ state, mentor, mentees }) =>
        state !== "archived" &&
        mentor.id !== personId &&
        mentees.every(({ id }) => id !== personId) &&
        mentees.length + 1 < limits.groupMembersMax,
    )
    .toSorted((one, other) => byName(one.name, other.name));
}
