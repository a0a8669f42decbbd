import { activityPageSchema, listActivityInput } from "@parley/contract/activity";
import {
  createGroupInput,
  groupInput,
  groupListSchema,
  groupMembersInput,
  groupSchema,
  updateGroupInput,
} from "@parley/contract/groups";
import { listActivity } from "../domain/groups/list-activity.ts";
import { addMembers } from "../domain/groups/add-members.ts";
import { archiveGroup } from "../domain/groups/archive.ts";
import { createGroup } from "../domain/groups/create.ts";
import { getGroup } from "../domain/groups/get.ts";
import { listGroups } from "../domain/groups/list.ts";
import { removeMembers } from "../domain/groups/remove-members.ts";
import { updateGroup } from "../domain/groups/update.ts";
import { router, staffProcedure } from "../trpc.ts";

export const groupsRouter = router({
  list: staffProcedure.output(groupListSchema).query(({ ctx }) => listGroups({ ctx })),
  get: staffProcedure
    .input(groupInput)
    .output(groupSchema)
    .query(({ ctx, input }) => getGroup({ ctx, input })),
  activity: staffProcedure
    .input(listActivityInput)
    .output(activityPageSchema)
    .query(({ ctx, input }) => listActivity({ ctx, input })),
  create: staffProcedure
    .input(createGroupInput)
    .output(groupSchema)
    .mutation(({ ctx, input }) => createGroup({ ctx, input })),
  update: staffProcedure
    .input(updateGroupInput)
    .output(groupSchema)
    .mutation(({ ctx, input }) => updateGroup({ ctx, input })),
  addMembers: staffProcedure
    .input(groupMembersInput)
    .output(groupSchema)
    .mutation(({ ctx, input }) => addMembers({ ctx, input })),
  removeMembers: staffProcedure
    .input(groupMembersInput)
    .output(groupSchema)
    .mutation(({ ctx, input }) => removeMembers({ ctx, input })),
  archive: staffProcedure
    .input(groupInput)
    .output(groupSchema)
    .mutation(({ ctx, input }) => archiveGroup({ ctx, input })),
});
