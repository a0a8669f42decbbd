import type { Conversation } from "@parley/contract/conversations";
import type { StreamEventType } from "@parley/contract/events";
import { conversations, participants } from "@parley/db/schema";
import { and, eq } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { ActorContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { appendEvents } from "../stream/append.ts";

export interface ParticipationChange {
  readonly ctx: ActorContext;
  readonly conversationId: Conversation["id"];
  /** What changes. Expressions may use both `participants` and `conversations`. */
  readonly set: PgUpdateSetSource<typeof participants>;
  readonly type: StreamEventType;
}

/** Changes the caller's own participant row; only their own devices are notified. */
export async function changeParticipation(change: ParticipationChange): Promise<void> {
  const { ctx, conversationId, set, type } = change;
  const userId = ctx.actor.id;
  const deliveries = await ctx.db.transaction(async (tx) => {
    const changed = await tx
      .update(participants)
      .set(set)
      .from(conversations)
      .where(
        and(
          eq(conversations.id, participants.conversationId),
          eq(participants.conversationId, conversationId),
          eq(participants.userId, userId),
        ),
      )
      .returning({ userId: participants.userId });
    if (changed.length === 0) throw new DomainError("not_found");
    return appendEvents(tx, [{ userId, type, conversationId }]);
  });
  ctx.bus.deliver(deliveries);
}
