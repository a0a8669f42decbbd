import type { Group, GroupMembersInput } from "@parley/contract/groups";
import type { StaffCall } from "../context.ts";
import { involvingAny } from "../relations/contact-rows.ts";
import { DomainError } from "../errors.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { getGroup } from "./get.ts";
import { groupEvents } from "./group-events.ts";
import {
  admit,
  lockGroup,
  menteesOf,
  presentMembers,
  requireMentees,
  requireStaff,
} from "./members.ts";

/** Adds mentees to a group, which makes them contacts of its members. Existing members stay and get no event. */
export async function addMembers({ ctx, input }: StaffCall<GroupMembersInput>): Promise<Group> {
  requireStaff(ctx);
  const { field, ids } = menteesOf(input);
  await changeRelations(ctx, {
    groupIds: [input.groupId],
    scope: involvingAny(ids),
    async change(tx) {
      const group = await lockGroup(tx, input.groupId);
      if (group.state === "archived") throw new DomainError("conversation_readonly");
      const present = new Set(await presentMembers(tx, group.id));
      const joining = [...new Set(ids)].filter((id) => !present.has(id));
      if (joining.length === 0) return { result: undefined, events: [] };
      await requireMentees(tx, { field, given: ids, ids: joining });
      await admit(tx, { group, userIds: joining, now: ctx.clock.now(), field });
      const members = [...present, ...joining];
      const events = await groupEvents(tx, { group, concerned: { members, joining } });
      return { result: undefined, events };
    },
  });
  return getGroup({ ctx, input });
}
