import { statement } from "@parley/db/statement";
import { appendToStreams } from "../events/append.ts";
import { allowsTogether } from "../policy/decide-sql.ts";
import { mentionRefusal, unpackIds } from "./mention-check.ts";
import { type MessageRow, messageColumns, storedColumns } from "./message-row.ts";

export type SendRefusal =
  | "not_signed_in"
  | "session_expired"
  | "not_found"
  | "conversation_readonly"
  | "contact_unavailable";

/**
 * What became of one send of a batch: `ord` is its place in the input, from 1.
 * `overtaken`: who may write here changed while the statement waited for the conversation; try again.
 */
export type SendRow = { ord: number } & (
  | ({ outcome: "stored"; recipients: string[]; numbers: number[] } & MessageRow)
  | ({ outcome: "repeated" } & MessageRow)
  | { outcome: "refused"; refusal: SendRefusal }
  | { outcome: "overtaken" }
);

/** Columns of a batch, a value each send: sender, conversation, id, body, the same folded for search,
 * place answered, whom it mentions (see `packIds`), when the token was issued; and the time. */
export type SendValues = readonly [
  senderIds: readonly string[],
  conversationIds: readonly string[],
  ids: readonly string[],
  bodies: readonly string[],
  searchTexts: readonly string[],
  repliesTo: readonly (number | null)[],
  mentions: readonly string[],
  issuedAt: readonly Date[],
  now: Date,
];

const input = `
input as materialized (
  select * from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::text[], $8::timestamptz[])
    with ordinality as i (sender_id, conversation_id, id, body, search_text, reply_to_seq, mentions, issued_at, ord)
),
repeated as (
  select i.ord, ${messageColumns}
  from input i join messages m on m.sender_id = i.sender_id and m.id = i.id
)`;

/** In a direct conversation; the state of the conversation says whether anything connects the two. */
const mayWrite = allowsTogether("send", { from: "sender", to: "other" });

const mentionProblem = mentionRefusal({
  ids: unpackIds("i.mentions"),
  conversationId: "i.conversation_id",
  sender: "sender",
});

const judged = `
judged as (
  select i.*, c.epoch, sender.shares_receipts,
    case
      when sender.status is distinct from 'active' then 'not_signed_in'
      when i.issued_at < sender.tokens_valid_after then 'session_expired'
      when p.user_id is null then 'not_found'
      when p.left_seq is not null or c.state <> 'open' then 'conversation_readonly'
      when c.kind = 'direct' and not (${mayWrite}) then 'contact_unavailable'
      when i.reply_to_seq > c.last_seq or i.reply_to_seq < greatest(p.visible_from_seq, p.cleared_seq + 1)
        then 'not_found'
      when i.mentions <> '' then ${mentionProblem}
    end as refusal
  from input i
  left join users sender on sender.id = i.sender_id
  left join participants p on p.conversation_id = i.conversation_id and p.user_id = i.sender_id
  left join conversations c on c.id = p.conversation_id
  left join users other on c.kind = 'direct'
    and other.id = case when c.low_user = i.sender_id then c.high_user else c.low_user end
  where not exists (select from repeated r where r.ord = i.ord)
)`;

/**
 * The conversation's row is locked before its numbers are given, in the order of ids. Everything that
 * `judged` read is older than the lock; it still holds if and only if the epoch has not moved.
 */
const accepted = `
locked as materialized (
  select c.id, c.last_seq, c.epoch from conversations c
  where c.id in (select conversation_id from judged where refusal is null)
  order by c.id
  for no key update
),
accepted as materialized (
  select j.*, (l.last_seq + row_number() over (partition by j.conversation_id order by j.ord))::int as seq
  from judged j join locked l on l.id = j.conversation_id and l.epoch = j.epoch
  where j.refusal is null
)`;

/** An archived conversation comes back for its receiver, unless it is muted or the receiver blocks the sender. */
const returns = `(p.archived_at is not null and (p.muted_until is null or p.muted_until <= $9)
  and not exists (select from blocks b where b.blocker_id = p.user_id and b.blocked_id = a.sender_id))`;

const stored = `
stored as (
  insert into messages as m (conversation_id, seq, id, sender_id, body, search_text, reply_to_seq, mentions, created_at)
  select conversation_id, seq, id, sender_id, body, search_text, reply_to_seq, ${unpackIds("mentions")}, $9
  from accepted
  returning ${storedColumns}
),
counted as (
  update conversations c set last_seq = a.last_seq, last_message_at = $9
  from (select conversation_id, max(seq) as last_seq from accepted group by conversation_id) a
  where c.id = a.conversation_id
),
touched as (
  select a.conversation_id, p.user_id, max(a.seq) filter (where a.sender_id = p.user_id) as own_seq,
    bool_or(a.shares_receipts) filter (where a.sender_id = p.user_id) as shares_receipts
  from accepted a join participants p on p.conversation_id = a.conversation_id and p.left_seq is null
  where a.sender_id = p.user_id or ${returns}
  group by a.conversation_id, p.user_id
),
advanced as (
  update participants p set archived_at = null, read_seq = coalesce(t.own_seq, p.read_seq),
    marked_unread = p.marked_unread and t.own_seq is null,
    shared_read_seq = case when t.shares_receipts then t.own_seq else p.shared_read_seq end
  from touched t
  where p.conversation_id = t.conversation_id and p.user_id = t.user_id
  returning p.user_id
),
outgoing as (
  select p.user_id, a.ord, 'message.created' as type, a.conversation_id, a.seq as message_seq,
         null::text as subject_id, null::jsonb as data
  from accepted a join participants p on p.conversation_id = a.conversation_id and p.left_seq is null
)`;

const result = `
select a.ord::int, 'stored' as outcome, null as refusal, ${storedColumns}, '[]'::json as reactions,
  l.recipients, l.numbers
from accepted a
join stored m on m.conversation_id = a.conversation_id and m.seq = a.seq
left join (select ord, array_agg(user_id) as recipients, array_agg(seq) as numbers from logged group by ord) l
  on l.ord = a.ord
union all
select m.ord::int, 'repeated', null, ${storedColumns}, m.reactions, null, null from repeated m
union all
select j.ord::int, case when j.refusal is null then 'overtaken' else 'refused' end, j.refusal,
  null, null, null, null, null, null, null, null, null, null, null, null, null, null
from judged j where not exists (select from accepted a where a.ord = j.ord)`;

/**
 * Sends many messages in one statement and one round trip: refuses what may not be sent, numbers and stores
 * the rest, moves the senders' read positions, and writes each recipient's stream. A repeat of a sender's
 * id gives the first result and writes nothing. An id may stand in a batch only once.
 *
 * Fails as a whole with 23505 where another process stores the same id at the same moment; trying again
 * then finds the first result.
 */
export const sendStatement = statement<SendRow, SendValues>(
  "messages.send",
  `with ${[input, judged, accepted, stored, appendToStreams({ after: "advanced" })].join(",")} ${result}`,
);
