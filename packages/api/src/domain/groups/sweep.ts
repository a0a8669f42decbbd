import { groups } from "@parley/db/schema";
import { and, eq, lte, ne, or } from "drizzle-orm";
import type { Platform, StaffContext } from "../context.ts";
import { archiveGroup } from "./archive.ts";
import { updateGroup } from "./update.ts";

/** How long before its end a group becomes `ending`, in milliseconds: 14 days. */
const NOTICE = 14 * 24 * 60 * 60_000;

/** Groups whose end is near become `ending`, and those whose end has passed are archived. Returns how many changed. */
export async function sweepGroups(platform: Platform): Promise<number> {
  const ctx: StaffContext = { ...platform, actor: { kind: "service" } };
  const now = platform.clock.now();
  const soon = new Date(now.getTime() + NOTICE);
  const { id, state, endsAt } = groups;
  const due = await platform.db
    .select({ groupId: id, endsAt })
    .from(groups)
    .where(
      or(and(ne(state, "archived"), lte(endsAt, now)), and(eq(state, "active"), lte(endsAt, soon))),
    );
  for (const { groupId, endsAt: at } of due) {
    if (at !== null && at <= now) await archiveGroup({ ctx, input: { groupId } });
    else await updateGroup({ ctx, input: { groupId, state: "ending" } });
  }
  return due.length;
}
