import { isTransientDatabaseFault } from "@parley/api/platform";
import type { ImportContext } from "../context.ts";
import type { Plan } from "../check/check.ts";
import type { Part } from "../tables/table.ts";
import { applyConversations } from "./conversations.ts";
import { storeFiles } from "../files/take-files.ts";
import { applyGroups } from "./groups.ts";
import { applyBlocks, applyContacts } from "./pairs.ts";
import { resyncEverybody } from "./resync.ts";
import { applyUsers } from "./users.ts";

/**
 * Writes what the check found to be new. Unless the database becomes unavailable, every stream ends with a `resync`,
 * whatever ends the import: also if an earlier run was killed before it could write one.
 */
export async function applyExport(
  ctx: ImportContext,
  plans: Readonly<Record<Part, Plan>>,
): Promise<void> {
  try {
    await applyUsers(ctx, plans.users.imported);
    await applyGroups(ctx, plans.groups.imported);
    await applyContacts(ctx, plans.contacts.imported);
    await applyBlocks(ctx, plans.blocks.imported);
    await storeFiles(ctx);
    await applyConversations(ctx, plans.messages.imported);
  } catch (fault) {
    if (!isTransientDatabaseFault(fault)) await resyncEverybody(ctx);
    throw fault;
  }
  await resyncEverybody(ctx);
  // Until they are analyzed, the planner takes these tables for empty.
  await ctx.session.client.query(
    "analyze parley.users, parley.groups, parley.group_members, parley.conversations, parley.participants, parley.messages, parley.files",
  );
}
