import { conversations, groupMembers } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { decide } from "../policy/decide.ts";
import type { Relation } from "../policy/facts.ts";
import { loadRelations } from "../policy/load-relations.ts";
import type { Policy } from "../policy/policy.ts";
import { isPair, pairOf } from "./pair.ts";

/** Whether one of two users would reach the other without blocks and with both accounts active. */
export const wouldReach = (relation: Relation, policy: Policy): boolean =>
  decide("open", { ...relation, blocked: false, closed: false }, policy).allowed;

/**
 * Whether two users were in one conversation at the same time: in a group by its history, since nothing may have been
 * sent while both were there. If one joined in the moment in which the other left, the sequence numbers decide.
 */
const sharedConversation = statement({
  name: "relations.shared-conversation",
  sql: ({ one, other }: { one: string; other: string }) => sql`
    select from ${conversations} c where ${isPair("c", pairOf(one, other))}
    union all
    select from ${groupMembers} x join ${groupMembers} y on y.group_id = x.group_id
    where x.user_id = ${one} and y.user_id = ${other}
      and (x.left_at is null or x.left_at > y.joined_at
        or (x.left_at = y.joined_at and x.left_after_seq > y.joined_after_seq))
      and (y.left_at is null or y.left_at > x.joined_at
        or (y.left_at = x.joined_at and y.left_after_seq > x.joined_after_seq))
    limit 1`,
  examples: [{ one: "ada", other: "ben" }],
});

/**
 * Whether the caller may know that a user exists: they share a conversation, or one of the two would reach the other.
 */
export async function canKnow(ctx: ActorContext, userId: string): Promise<boolean> {
  const shared = await sharedConversation(ctx.db, { one: ctx.actor.id, other: userId });
  if (shared.length > 0) return true;
  const relation = await loadRelations(ctx.db, { fromId: ctx.actor.id, toId: userId });
  return relation !== undefined && wouldReach(relation, ctx.policy);
}
