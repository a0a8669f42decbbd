import type { Group } from "@parley/contract/groups";
import type { Snapshot } from "../snapshot.ts";
import { keepSame } from "./same.ts";

/** A group as it is now, or gone from the list where it is null. */
export function applyGroup(
  snapshot: Snapshot,
  { groupId, group }: { groupId: string; group: Group | null },
): Snapshot {
  if (snapshot.groups === undefined) return snapshot;
  const others = snapshot.groups.groups.filter(({ id }) => id !== groupId);
  const groups = group === null ? others : [...others, group];
  const sorted = { groups: groups.toSorted((one, other) => (one.id < other.id ? -1 : 1)) };
  return { ...snapshot, groups: keepSame(snapshot.groups, sorted) };
}
