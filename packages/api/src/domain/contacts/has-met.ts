import { sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import type { Executor } from "../events/append.ts";
import { type BothRelations, loadRelations } from "../policy/load-relations.ts";
import type { Policy } from "../policy/policy.ts";
import { decideReach } from "../policy/reach.ts";

/** Whether one of two people would reach the other were there no block and were both accounts open. */
export const wouldReach = (both: BothRelations, policy: Policy): boolean =>
  [both.there, both.back].some(
    (relation) => decideReach({ ...relation, blocked: false, bothActive: true }, policy).reaches,
  );

/** Whether two people were in one conversation at the same time. */
async function shareConversation(db: Executor, { one, other }: { one: string; other: string }) {
  const { rows } = await db.execute(sql`
    select from participants x join participants y on y.conversation_id = x.conversation_id
    where x.user_id = ${one} and y.user_id = ${other}
      and (x.left_seq is null or x.left_seq >= y.visible_from_seq)
      and (y.left_seq is null or y.left_seq >= x.visible_from_seq)
    limit 1`);
  return rows.length > 0;
}

/**
 * Whether the caller may know that somebody exists: they share a conversation, or one of the two would
 * reach the other.
 */
export async function hasMet(ctx: ActorContext, userId: string): Promise<boolean> {
  if (await shareConversation(ctx.db, { one: ctx.actor.id, other: userId })) return true;
  const both = await loadRelations(ctx.db, { fromId: ctx.actor.id, toId: userId });
  return both !== undefined && wouldReach(both, ctx.policy);
}
