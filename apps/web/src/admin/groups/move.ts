import type { Outcome } from "@parley/react";
import type { GroupActions } from "@parley/react/groups";
import type { Group } from "@parley/contract";
import { limits } from "@parley/contract/limits";

/** After half a move the user is in both groups. */
export type MoveOutcome = Outcome & { readonly isHalf?: boolean };

/** The user, and the two groups. */
export interface Move {
  readonly userId: string;
  readonly from: string;
  readonly to: string;
}

/** Moves a user from one group to another. In between they are in both, never in none; a retry finishes half a move. */
export async function move(
  { addMembers, removeMembers }: Pick<GroupActions, "addMembers" | "removeMembers">,
  { userId, from, to }: Move,
): Promise<MoveOutcome> {
  const joined = await addMembers({ groupId: to, menteeIds: [userId] });
  if (!joined.ok) return joined;
  const left = await removeMembers({ groupId: from, menteeIds: [userId] });
  return left.ok ? left : { ...left, isHalf: true };
}

/** The groups to which a user can move: not archived, with room, and without them. By name. */
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
