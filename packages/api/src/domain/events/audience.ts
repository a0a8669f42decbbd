import { sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { contactReasons, ownedBy } from "../contacts/contact-rows.ts";

/**
 * The people to whom the caller's presence is visible, and who are visible to the caller: those with whom
 * they share a group or who are staff, and those who added each other. A block on either side hides both.
 */
export async function presenceAudience(ctx: ActorContext): Promise<string[]> {
  const me = ctx.actor.id;
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select distinct r.id from (${contactReasons(ownedBy(me))}) r
    join users u on u.id = r.id and u.status = 'active' and u.shares_presence
    where (r.type <> 'custom' or exists (select from contacts c where c.owner_id = r.id and c.contact_id = ${me}))
      and not exists (select from blocks b where (b.blocker_id = ${me} and b.blocked_id = r.id)
                                              or (b.blocker_id = r.id and b.blocked_id = ${me}))`);
  return rows.map(({ id }) => id);
}
