import { limits } from "@parley/contract/limits";
import type { MarkReadInput, ReadState } from "@parley/contract/messages";
import { conversations, participants, users } from "@parley/db/schema";
import { computed, fragment, nullable, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Delivery } from "../../bus/bus.ts";
import type { Actor, Call } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { newestVisibleSeq } from "../participants/visibility.ts";
import { blocks } from "../policy/facts.ts";
import { appendToStreams } from "../stream/append.ts";
import { loadReadStates, toOwnRead } from "../participants/read-state.ts";

const newest = newestVisibleSeq({ participant: "p", conversation: "c" });
const isBlocked = fragment`(${blocks("c.low_user", "c.high_user")} or ${blocks("c.high_user", "c.low_user")})`;
const append = appendToStreams({ after: "advanced" });

/**
 * Moves the caller's read position up to `seq`, never back, and clears their unread mark unless they keep it. Notifies
 * the caller's other devices, and the other participants in a conversation small enough for read marks, if both sides
 * share theirs. In a direct conversation nothing is shared across a block: the other user's view of the read mark
 * stops.
 */
const moveReadPosition = statement({
  name: "messages.move-read-position",
  row: {
    moved: computed.boolean,
    shared_read_seq: nullable(participants.sharedReadSeq),
    recipients: nullable(computed.texts),
    numbers: nullable(computed.floats),
  },
  sql: ({ actor, input }: { actor: Actor; input: MarkReadInput }) => sql`
  with target as (
    select p.*, least(${input.seq}::int, ${newest}) as seq,
      ${actor.sharesReceipts} and not ${isBlocked} as is_shared
    from ${participants} p join ${conversations} c on c.id = p.conversation_id
    where p.conversation_id = ${input.conversationId} and p.user_id = ${actor.id}
  ),
  advanced as (
    update ${participants} p set read_seq = t.seq,
      marked_unread = p.marked_unread and ${input.keepsMark === true},
      shared_read_seq = case when t.is_shared then t.seq else p.shared_read_seq end
    from target t
    where p.conversation_id = t.conversation_id and p.user_id = t.user_id
      and (p.read_seq < t.seq or (p.marked_unread and not ${input.keepsMark === true} and p.read_seq = t.seq))
    returning p.conversation_id, p.user_id, p.shared_read_seq, p.left_seq,
      p.shared_read_seq > t.shared_read_seq as is_news
  ),
  present as (
    select p.user_id, u.shares_receipts, count(*) over () as members
    from advanced a
    join ${participants} p on p.conversation_id = a.conversation_id and p.left_seq is null
    join ${users} u on u.id = p.user_id
  ),
  outgoing as (
    select r.user_id, 1 as ord, 'conversation.read' as type, a.conversation_id,
           null::int as message_seq, a.user_id as subject_id, null::jsonb as data
    from advanced a cross join lateral (
      select a.user_id
      union
      select present.user_id from present
      where a.is_news and a.left_seq is null and present.shares_receipts
        and present.members <= ${limits.signalGroupMax}
    ) r
  ), ${append}
  select exists (select from advanced) as moved,
    (select shared_read_seq from advanced) as shared_read_seq,
    (select array_agg(user_id) from logged) as recipients,
    (select array_agg(seq) from logged) as numbers`,
  examples: [
    {
      actor: {
        kind: "user",
        id: "ada",
        role: "MENTOR",
        sharesPresence: true,
        sharesReceipts: true,
      },
      input: { conversationId: "", seq: 1 },
    },
  ],
});

/** Marks messages as read. A repeat, or an older `seq`, changes nothing and is not an error. */
export async function markRead({ ctx, input }: Call<MarkReadInput>): Promise<ReadState> {
  const [moved] = await moveReadPosition(ctx.db, { actor: ctx.actor, input });
  const states = await loadReadStates(ctx.db, {
    viewerId: ctx.actor.id,
    ids: [input.conversationId],
  });
  const state = orNotFound(states.get(input.conversationId));
  const { conversationId, readSeq } = state;
  const read = { type: "conversation.read", conversationId, userId: ctx.actor.id } as const;

  const shared = { ...read, readSeq: moved?.shared_read_seq ?? 0, unread: null };
  const deliveries = (moved?.recipients ?? []).flatMap((userId, at): Delivery[] => {
    const seq = moved?.numbers?.[at];
    if (seq === undefined) return [];
    const own = toOwnRead({ ...state, userId });
    const event = userId === ctx.actor.id ? own : shared;
    return [{ userId, seq, event }];
  });
  ctx.bus.deliver(deliveries);
  return { conversationId, readSeq, unread: state.unread };
}
