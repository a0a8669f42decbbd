import type { GroupFilter } from "./filter-groups.ts";

/** How the list of groups is narrowed; it stays so while one looks into a group. */
export interface GroupsView {
  readonly filter: GroupFilter;
  readonly text: string;
}
