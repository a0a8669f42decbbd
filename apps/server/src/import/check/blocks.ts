import type { Session } from "@parley/db/session";
import { sql } from "drizzle-orm";
import { refuse, refuseRepeats, refuseStrangers } from "./refuse.ts";

const withStaff = sql`
  select o.line, case when p.id = o.blocker_id then 'blockerId' else 'blockedId' end as field,
    'names ' || p.id || ', an ADMIN: staff neither blocks nor is blocked' as problem
  from old_blocks o join people p on p.id in (o.blocker_id, o.blocked_id) and p.role = 'ADMIN'`;

export async function checkBlocks(session: Session): Promise<void> {
  const key = sql`blocker_id || ' ' || blocked_id`;
  await refuseRepeats(session, "blocks", {
    key,
    field: "blockedId",
    what: "the blocker and blocked",
  });
  await refuseStrangers(session, "blocks", { column: "blocker_id", field: "blockerId" });
  await refuseStrangers(session, "blocks", { column: "blocked_id", field: "blockedId" });
  await refuse(session, "blocks", withStaff);
  await session.db.execute(sql`
    update old_blocks o set outcome = case when exists (
      select from blocks b where b.blocker_id = o.blocker_id and b.blocked_id = o.blocked_id)
      then 'there' else 'new' end`);
}
