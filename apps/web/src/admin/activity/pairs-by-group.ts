import type { PairActivity } from "@parley/contract/activity";
import type { Person } from "@parley/contract/people";

/** The pairs of one group. */
export interface GroupPairs {
  readonly groupId: string;
  readonly groupName: string;
  readonly mentor: Person;
  readonly pairs: readonly PairActivity[];
}

/** Pairs by group. The longest silent pair comes first, and its group with it. */
export function pairsByGroup(pairs: readonly PairActivity[]): GroupPairs[] {
  const groups = Map.groupBy(pairs, ({ groupId }) => groupId);
  return [...groups].flatMap(([groupId, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    return [{ groupId, groupName: first.groupName, mentor: first.mentor, pairs: own }];
  });
}
