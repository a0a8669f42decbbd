import type { BlockedList, BlockedPerson } from "@parley/contract/contacts";
import type { Role } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { type Moment, toTime } from "../moment.ts";

interface BlockedRow extends Record<string, unknown> {
  id: string;
  name: string;
  role: Role;
  avatarUrl: string | null;
  since: Moment;
}

/** The users whom a user blocks, the latest first. */
export async function loadBlocked(db: Executor, blockerId: string): Promise<BlockedPerson[]> {
  const { rows } = await db.execute<BlockedRow>(sql`
    select u.id, u.name, u.role, u.avatar_url as "avatarUrl", b.created_at as since
    from blocks b join users u on u.id = b.blocked_id
    where b.blocker_id = ${blockerId}
    order by b.created_at desc, u.id`);
  return rows.map(({ since, ...person }) => ({ person, since: toTime(since) }));
}

/** Lists the users whom the caller blocks. */
export async function listBlocked({ ctx }: { ctx: ActorContext }): Promise<BlockedList> {
  return { blocked: await loadBlocked(ctx.db, ctx.actor.id) };
}
