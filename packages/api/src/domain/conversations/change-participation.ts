import type { Conversation } from "@parley/contract/conversations";
import type { StreamEventType } from "@parley/contract/events";
import { type SQL, sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { appendEvents } from "../stream/append.ts";

export interface ParticipationChange {
  readonly ctx: ActorContext;
  readonly conversationId: Conversation["id"];
  /** Assignments over the alias `p`, with `c` as the conversation. */
  readonly set: SQL;
  readonly type: StreamEventType;
}

/** Changes the caller's own participant row; only their own devices are notified. */
export async function changeParticipation(change: ParticipationChange): Promise<void> {
  const { ctx, conversationId, set, type } = change;
  const userId = ctx.actor.id;
  const deliveries = await ctx.db.transaction(async (tx) => {
    const { rows } = await tx.execute(sql`
      update participants p set ${set} from conversations c
      where c.id = p.conversation_id and p.conversation_id = ${conversationId} and p.user_id = ${userId}
      returning p.user_id`);
    if (rows.length === 0) throw new DomainError("not_found");
    return appendEvents(tx, [{ userId, type, conversationId }]);
  });
  ctx.bus.deliver(deliveries);
}
