import type { Outcome } from "@parley/react";
import type { GroupActions } from "@parley/react/groups";

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
