import type { Group, GroupInput } from "@parley/contract/groups";
import { conversations, groups } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import type { StaffCall } from "../context.ts";
import { amongMembersOf } from "../relations/contact-rows.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { getGroup } from "./get.ts";
import { groupEvents } from "./group-events.ts";
import { lockGroup, nextEpoch, presentMembers, requireStaff } from "./members.ts";

/** Ends a group: its conversation becomes read-only, and its contacts end. */
export async function archiveGroup({ ctx, input }: StaffCall<GroupInput>): Promise<Group> {
  requireStaff(ctx);
  await changeRelations(ctx, {
    groupId: input.groupId,
    scope: amongMembersOf(input.groupId),
    async change(tx) {
      const group = await lockGroup(tx, input.groupId);
      if (group.state === "archived") return { result: undefined, events: [] };
      await tx
        .update(groups)
        .set({ state: "archived", archivedAt: ctx.clock.now() })
        .where(eq(groups.id, group.id));
      await tx
        .update(conversations)
        .set({ state: "readonly", epoch: nextEpoch })
        .where(eq(conversations.id, group.conversationId));
      const members = await presentMembers(tx, group.id);
      return {
        result: undefined,
        events: await groupEvents(tx, { group, concerned: { members } }),
      };
    },
  });
  return getGroup({ ctx, input });
}
