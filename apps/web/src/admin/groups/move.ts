import type { Outcome } from "@parley/react";
import type { GroupActions } from "@parley/react/groups";
import type { Group } from "@parley/contract/groups";
import { limits } from "@parley/contract/limits";

/** A move that stopped half way leaves the person in both groups. */
export type MoveOutcome = Outcome & { readonly isHalf?: boolean };

/** Who goes from which group to which. */
export interface Move {
  readonly userId: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Moves somebody from one group to another. In between they are in both, and never in none; doing it again
 * finishes what stopped half way.
 */
export async function move(
  { addMembers, removeMembers }: Pick<GroupActions, "addMembers" | "removeMembers">,
  { userId, from, to }: Move,
): Promise<MoveOutcome> {
  const joined = await addMembers({ groupId: to, menteeIds: [userId] });
  if (!joined.ok) return joined;
  const left = await removeMembers({ groupId: from, menteeIds: [userId] });
  return left.ok ? left : { ...left, isHalf: true };
}

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
