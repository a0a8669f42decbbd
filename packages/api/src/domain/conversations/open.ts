import type { ConversationDetail, OpenConversationInput } from "@parley/contract/conversations";
import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { ActorContext, Call } from "../context.ts";
import { DomainError, invalidInput, orNotFound } from "../errors.ts";
import { wouldReach } from "../relations/can-know.ts";
import { appendToStreams } from "../stream/append.ts";
import { decide } from "../policy/decide.ts";
import { loadRelations } from "../policy/load-relations.ts";
import { shareRelationsLock } from "../relations/lock-relations.ts";
import { getConversation } from "./get.ts";
import { findPair, pairOf } from "../relations/pair.ts";

/**
 * A conversation may begin while at least one of the two reaches the other. Only a user who would reach the other
 * without a block or a closed account learns that they exist.
 */
async function authorise(tx: Executor, { ctx, otherId }: { ctx: ActorContext; otherId: string }) {
  await shareRelationsLock(tx);
  const relation = orNotFound(await loadRelations(tx, { fromId: ctx.actor.id, toId: otherId }));
  if (decide("open", relation, ctx.policy).allowed) return;
  throw new DomainError(wouldReach(relation, ctx.policy) ? "contact_unavailable" : "not_found");
}

interface OpenedRow extends Record<string, unknown> {
  id: string;
  seq: number | null;
}

/** Creates the pair's one conversation if needed, and lists it for the caller, who gets an event. */
async function openPair(ctx: ActorContext, otherId: string): Promise<OpenedRow> {
  const now = ctx.clock.now();
  const { low, high } = pairOf(ctx.actor.id, otherId);
  return ctx.db.transaction(async (tx) => {
    const existing = await findPair(tx, ctx.actor.id, otherId);
    if (existing === undefined) await authorise(tx, { ctx, otherId });
    await tx.execute(sql`
      insert into conversations (id, kind, low_user, high_user, created_at)
      values (${uuidv7()}, 'direct', ${low}, ${high}, ${now}) on conflict (low_user, high_user) do nothing`);
    await tx.execute(sql`
      insert into participants (conversation_id, user_id)
      select c.id, x.user_id from conversations c cross join (values (${low}), (${high})) x (user_id)
      where c.low_user = ${low} and c.high_user = ${high} on conflict do nothing`);
    const { rows } = await tx.execute<OpenedRow>(sql`
      with pair as (
        select id from conversations where low_user = ${low} and high_user = ${high}
      ),
      opened as (
        update participants p set opened_at = ${now} from pair
        where p.conversation_id = pair.id and p.user_id = ${ctx.actor.id} and p.opened_at is null
        returning p.conversation_id, p.user_id
      ),
      outgoing as (
        select user_id, 1 as ord, 'conversation.opened' as type, conversation_id,
               null::int as message_seq, null::text as subject_id, null::jsonb as data
        from opened
      ), ${sql.raw(appendToStreams({ after: "opened" }))}
      select pair.id, logged.seq from pair left join logged on true`);
    return orNotFound(rows[0]);
  });
}

/**
 * Opens the one conversation with a user, and creates it if needed. An existing one can always be opened, since both
 * keep their history. A stranger and a nonexistent user are the same `not_found`.
 */
export async function openConversation({
  ctx,
  input: { userId },
}: Call<OpenConversationInput>): Promise<ConversationDetail> {
  if (userId === ctx.actor.id) throw invalidInput("userId", "is the caller's own id");
  const { id, seq } = await openPair(ctx, userId);
  const conversation = await getConversation({ ctx, input: { conversationId: id } });
  if (seq !== null) {
    ctx.bus.deliver([
      { userId: ctx.actor.id, seq, event: { type: "conversation.opened", conversation } },
    ]);
  }
  return conversation;
}
