import type { Group, GroupInput } from "@parley/contract/groups";
import type { StaffCall } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { groupsOf, loadGroups } from "./load-groups.ts";

/** One group of the caller, or any for an ADMIN. Nonexistent and foreign ones are `not_found`. */
export async function getGroup({ ctx, input: { groupId } }: StaffCall<GroupInput>): Promise<Group> {
  const [group] = await loadGroups(ctx.db, { ...groupsOf(ctx), groupId });
  return orNotFound(group);
}
