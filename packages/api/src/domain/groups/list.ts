import type { GroupList } from "@parley/contract/groups";
import type { StaffContext } from "../context.ts";
import { groupsOf, loadGroups } from "./load-groups.ts";

/** The caller's groups; all groups for an ADMIN. */
export async function listGroups({ ctx }: { ctx: StaffContext }): Promise<GroupList> {
  return { groups: await loadGroups(ctx.db, groupsOf(ctx)) };
}
