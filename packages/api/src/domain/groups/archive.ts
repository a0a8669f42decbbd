import type { Group, GroupInput } from "@parley/contract/groups";
import { sql } from "drizzle-orm";
import type { StaffCall } from "../context.ts";
import { amongMembersOf } from "../relations/contact-rows.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { getGroup } from "./get.ts";
import { groupEvents } from "./group-events.ts";
import { lockGroup, presentMembers, requireStaff } from "./members.ts";

/** Ends a group: its conversation becomes read-only, and its contacts end. */
export async function archiveGroup({ ctx, input }: StaffCall<GroupInput>): Promise<Group> {
  requireStaff(ctx);
  await changeRelations(ctx, {
    groupId: input.groupId,
    scope: amongMembersOf(input.groupId),
    async change(tx) {
      const group = await lockGroup(tx, input.groupId);
      if (group.state === "archived") return { result: undefined, events: [] };
      await tx.execute(
        sql`update groups set state = 'archived', archived_at = ${ctx.clock.now()} where id = ${group.id}`,
      );
      await tx.execute(sql`
        update conversations set state = 'readonly', epoch = epoch + 1 where id = ${group.conversation_id}`);
      const members = await presentMembers(tx, group.id);
      return {
        result: undefined,
        events: await groupEvents(tx, { group, concerned: { members } }),
      };
    },
  });
  return getGroup({ ctx, input });
}
