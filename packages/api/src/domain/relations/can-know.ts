import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { decide } from "../policy/decide.ts";
import type { Relation } from "../policy/facts.ts";
import { loadRelations } from "../policy/load-relations.ts";
import type { Policy } from "../policy/policy.ts";

/** Whether one of two users would reach the other without blocks and with both accounts active. */
export const wouldReach = (relation: Relation, policy: Policy): boolean =>
  decide("open", { ...relation, blocked: false, closed: false }, policy).allowed;

/**
 * Whether two users were in one conversation at the same time: in a group by its history, since nothing may have been
 * sent while both were there. If one joined in the moment in which the other left, the sequence numbers decide.
 */
async function shareConversation(db: Executor, { one, other }: { one: string; other: string }) {
  const { rows } = await db.execute(sql`
    select from conversations c
    where (c.low_user = ${one} and c.high_user = ${other}) or (c.low_user = ${other} and c.high_user = ${one})
    union all
    select from group_members x join group_members y on y.group_id = x.group_id
    where x.user_id = ${one} and y.user_id = ${other}
      and (x.left_at is null or x.left_at > y.joined_at
        or (x.left_at = y.joined_at and x.left_after_seq > y.joined_after_seq))
      and (y.left_at is null or y.left_at > x.joined_at
        or (y.left_at = x.joined_at and y.left_after_seq > x.joined_after_seq))
    limit 1`);
  return rows.length > 0;
}

/**
 * Whether the caller may know that a user exists: they share a conversation, or one of the two would reach the other.
 */
export async function canKnow(ctx: ActorContext, userId: string): Promise<boolean> {
  if (await shareConversation(ctx.db, { one: ctx.actor.id, other: userId })) return true;
  const relation = await loadRelations(ctx.db, { fromId: ctx.actor.id, toId: userId });
  return relation !== undefined && wouldReach(relation, ctx.policy);
}
