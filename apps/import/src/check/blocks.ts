import { blocks } from "@parley/db/schema";
import type { Session } from "@parley/db/session";
import { sql } from "drizzle-orm";
import { refuse, refusePairs } from "./refuse.ts";

const withStaff = sql`
  select o.line, case when p.id = o.blocker_id then 'blockerId' else 'blockedId' end as field,
    'names ' || p.id || ', an ADMIN: staff neither blocks nor is blocked' as problem
  from old_blocks o join people p on p.id in (o.blocker_id, o.blocked_id) and p.role = 'ADMIN'`;

const ofSystem = sql`
  select o.line, case when p.id = o.blocker_id then 'blockerId' else 'blockedId' end as field,
    'names ' || p.id || ', a SYSTEM user, who neither blocks nor is blocked' as problem
  from old_blocks o join people p on p.id in (o.blocker_id, o.blocked_id) and p.kind = 'SYSTEM'`;

export async function checkBlocks(session: Session): Promise<void> {
  await refusePairs(session, "blocks", {
    from: { column: "blocker_id", field: "blockerId" },
    to: { column: "blocked_id", field: "blockedId" },
    what: "the blocker and blocked",
  });
  await refuse(session, "blocks", withStaff);
  await refuse(session, "blocks", ofSystem);
  await session.db.execute(sql`
    update old_blocks o set outcome = case when exists (
      select from ${blocks} b where b.blocker_id = o.blocker_id and b.blocked_id = o.blocked_id)
      then 'there' else 'new' end`);
}
