import { sql } from "drizzle-orm";
import type { Platform, StaffContext } from "../context.ts";
import { archiveGroup } from "./archive.ts";
import { updateGroup } from "./update.ts";

/** How long before its end a group becomes `ending`, in milliseconds: 14 days. */
const NOTICE = 14 * 24 * 60 * 60_000;

interface DueRow extends Record<string, unknown> {
  id: string;
  is_over: boolean;
}

/** Groups whose end is near become `ending`, and those whose end has passed are archived. Returns how many changed. */
export async function sweepGroups(platform: Platform): Promise<number> {
  const ctx: StaffContext = { ...platform, actor: { kind: "service" } };
  const now = platform.clock.now();
  const soon = new Date(now.getTime() + NOTICE);
  const { rows } = await platform.db.execute<DueRow>(sql`
    select id, ends_at <= ${now} as is_over from groups
    where (state <> 'archived' and ends_at <= ${now}) or (state = 'active' and ends_at <= ${soon})`);
  for (const { id: groupId, is_over: isOver } of rows) {
    if (isOver) await archiveGroup({ ctx, input: { groupId } });
    else await updateGroup({ ctx, input: { groupId, state: "ending" } });
  }
  return rows.length;
}
