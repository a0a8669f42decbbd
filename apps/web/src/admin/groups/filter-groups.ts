import { hasWords } from "@parley/contract/folding";
import type { Group, GroupState } from "@parley/contract";

/** Which groups are shown. `running` is every one that is not archived. */
export type GroupFilter = "running" | GroupState | "all";
export const groupFilters = [
  "running",
  "active",
  "ending",
  "archived",
  "all",
] as const satisfies readonly GroupFilter[];

function fits({ state }: Group, filter: GroupFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "running":
      return state !== "archived";
    case "active":
    case "ending":
    case "archived":
      return state === filter;
  }
}

interface Wanted {
  readonly filter: GroupFilter;
  /** Part of the name of the group, of its mentor or of a mentee, ignoring case and accents. */
  readonly text: string;
  readonly locale: string;
}

/** The groups that match a filter and a text, by name. */
export function filterGroups(groups: readonly Group[], { filter, text, locale }: Wanted): Group[] {
  const says = (group: Group) =>
    [group, group.mentor, ...group.mentees].some(({ name }) => hasWords(name, text));
  const byName = new Intl.Collator(locale, { numeric: true }).compare;
  return groups
    .filter((group) => fits(group, filter) && says(group))
    .toSorted((one, other) => byName(one.name, other.name));
}
