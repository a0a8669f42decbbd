import type { Group, GroupInput } from "@parley/contract/groups";
import type { StaffCall } from "../context.ts";
import { amongMembersOf } from "../relations/contact-rows.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { getGroup } from "./get.ts";
import { lockGroup, requireStaff } from "./members.ts";
import { closeGroup } from "./store-groups.ts";

/** Ends a group: its conversation becomes read-only, and its contacts end. */
export async function archiveGroup({ ctx, input }: StaffCall<GroupInput>): Promise<Group> {
  requireStaff(ctx);
  await changeRelations(ctx, {
    groupIds: [input.groupId],
    scope: amongMembersOf(input.groupId),
    async change(tx) {
      const group = await lockGroup(tx, input.groupId);
      return { result: undefined, events: await closeGroup(tx, group, ctx.clock.now()) };
    },
  });
  return getGroup({ ctx, input });
}
