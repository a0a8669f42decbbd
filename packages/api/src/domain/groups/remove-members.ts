import type { Group, GroupMembersInput } from "@parley/contract/groups";
import type { StaffCall } from "../context.ts";
import { involvingAny } from "../relations/contact-rows.ts";
import { invalidInput } from "../errors.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { getGroup } from "./get.ts";
import { groupEvents } from "./group-events.ts";
import { dismiss, lockGroup, menteesOf, presentMembers, requireStaff } from "./members.ts";

/**
 * Removes mentees from a group, which ends the contacts that only it justified. The mentor is replaced, not removed.
 */
export async function removeMembers({ ctx, input }: StaffCall<GroupMembersInput>): Promise<Group> {
  requireStaff(ctx);
  const { field, ids } = menteesOf(input);
  await changeRelations(ctx, {
    groupIds: [input.groupId],
    scope: involvingAny(ids),
    async change(tx) {
      const group = await lockGroup(tx, input.groupId);
      const mentorAt = ids.indexOf(group.mentorId);
      if (mentorAt >= 0)
        throw invalidInput(`${field}.${mentorAt}`, "is the mentor, who can only be replaced");
      const present = await presentMembers(tx, group.id);
      const leaving = present.filter((id) => ids.includes(id));
      if (leaving.length === 0) return { result: undefined, events: [] };
      const erased = await dismiss(tx, { group, userIds: leaving, now: ctx.clock.now() });
      const events = await groupEvents(tx, { group, concerned: { members: present } });
      return { result: undefined, events: [...events, ...erased] };
    },
  });
  return getGroup({ ctx, input });
}
