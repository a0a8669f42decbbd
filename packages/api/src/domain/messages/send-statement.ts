import { statement } from "@parley/db/statement";
import { appendToStreams } from "../events/append.ts";
import { type MessageRow, messageColumns } from "./message-row.ts";

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

/** Columns of a batch, a value each send: sender, conversation, id, body, when the token was issued; and the time. */
export type SendValues = readonly [
  senderIds: readonly string[],
  conversationIds: readonly string[],
  ids: readonly string[],
  bodies: readonly string[],
  issuedAt: readonly Date[],
  now: Date,
];

const input = `
input as materialized (
  select * from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[])
    with ordinality as i (sender_id, conversation_id, id, body, issued_at, ord)
),
repeated as (
  select i.ord, ${messageColumns}
  from input i join messages m on m.sender_id = i.sender_id and m.id = i.id
)`;

/** A block stops a direct conversation unless one of the two is an ADMIN. */
const isBlocked = `
  sender.role <> 'ADMIN' and other.role <> 'ADMIN'
  and exists (select from blocks b where (b.blocker_id = sender.id and b.blocked_id = other.id)
                                      or (b.blocker_id = other.id and b.blocked_id = sender.id))`;

const judged = `
judged as (
  select i.*, c.epoch, sender.shares_receipts,
    case
      when sender.status is distinct from 'active' then 'not_signed_in'
      when i.issued_at < sender.tokens_valid_after then 'session_expired'
      when p.user_id is null then 'not_found'
      when p.left_seq is not null or c.state <> 'open' then 'conversation_readonly'
      when other.status <> 'active' or (${isBlocked}) then 'contact_unavailable'
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

const stored = `
stored as (
  insert into messages as m (conversation_id, seq, id, sender_id, body, created_at)
  select conversation_id, seq, id, sender_id, body, $6 from accepted
  returning ${messageColumns}
),
counted as (
  update conversations c set last_seq = a.last_seq, last_message_at = $6
  from (select conversation_id, max(seq) as last_seq from accepted group by conversation_id) a
  where c.id = a.conversation_id
),
advanced as (
  update participants p set read_seq = a.seq, marked_unread = false,
    shared_read_seq = case when a.shares_receipts then a.seq else p.shared_read_seq end
  from (select conversation_id, sender_id, shares_receipts, max(seq) as seq from accepted
        group by conversation_id, sender_id, shares_receipts) a
  where p.conversation_id = a.conversation_id and p.user_id = a.sender_id
  returning p.user_id
),
outgoing as (
  select p.user_id, a.ord, 'message.created' as type, a.conversation_id, a.seq as message_seq,
         null::text as subject_id
  from accepted a join participants p on p.conversation_id = a.conversation_id and p.left_seq is null
)`;

const result = `
select a.ord::int, 'stored' as outcome, null as refusal, ${messageColumns}, l.recipients, l.numbers
from accepted a
join stored m on m.conversation_id = a.conversation_id and m.seq = a.seq
left join (select ord, array_agg(user_id) as recipients, array_agg(seq) as numbers from logged group by ord) l
  on l.ord = a.ord
union all
select m.ord::int, 'repeated', null, ${messageColumns}, null, null from repeated m
union all
select j.ord::int, case when j.refusal is null then 'overtaken' else 'refused' end, j.refusal,
  null, null, null, null, null, null, null, null, null, null, null
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
