import type { ConversationDetail, OpenConversationInput } from "@parley/contract/conversations";
import type { Executor } from "@parley/db/database";
import { conversations, participants } from "@parley/db/schema";
import { computed, nullable, type RowOf, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { ActorContext, Call } from "../context.ts";
import { DomainError, invalidInput, orNotFound } from "../errors.ts";
import { wouldReach } from "../relations/can-know.ts";
import { appendToStreams } from "../stream/append.ts";
import { decide } from "../policy/decide.ts";
import { loadRelations } from "../policy/load-relations.ts";
import { shareRelationsLock } from "../relations/lock-relations.ts";
import { getConversation } from "./get.ts";
import { createPair, findPair, isPair, pairOf, type UserPair } from "../relations/pair.ts";

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

interface Opening {
  readonly pair: UserPair;
  readonly me: string;
  readonly now: Date;
}

const openingRow = { id: conversations.id, seq: nullable(computed.float) } as const;

const openingRows = statement({
  name: "conversations.open",
  row: openingRow,
  sql: ({ pair, me, now }: Opening) => sql`
    with pair as (
      select c.id from ${conversations} c where ${isPair("c", pair)}
    ),
    opened as (
      update ${participants} p set opened_at = ${now} from pair
      where p.conversation_id = pair.id and p.user_id = ${me} and p.opened_at is null
      returning p.conversation_id, p.user_id
    ),
    outgoing as (
      select user_id, 1 as ord, 'conversation.opened' as type, conversation_id,
             null::int as message_seq, null::text as subject_id, null::jsonb as data
      from opened
    ), ${appendToStreams({ after: "opened" })}
    select pair.id, logged.seq from pair left join logged on true`,
  examples: [{ pair: { low: "ada", high: "ben" }, me: "ada", now: new Date(0) }],
});

/** Creates the pair's one conversation if needed, and lists it for the caller, who gets an event. */
async function openPair(ctx: ActorContext, otherId: string): Promise<RowOf<typeof openingRow>> {
  const now = ctx.clock.now();
  const me = ctx.actor.id;
  const pair = pairOf(me, otherId);
  return ctx.db.transaction(async (tx) => {
    const existing = await findPair(tx, me, otherId);
    if (existing === undefined) await authorise(tx, { ctx, otherId });
    await createPair(tx, pair, now);
    const [row] = await openingRows(tx, { pair, me, now });
    return orNotFound(row);
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
