import { FOLD_VERSION } from "@parley/contract/folding";
import { computed, fragment, nullable, preparedStatement } from "@parley/db/statement";
import type { Database } from "@parley/db/database";
import { conversations, files, messages, participants, users } from "@parley/db/schema";
import { appendToStreams } from "../stream/append.ts";
import { blocks } from "../policy/facts.ts";
import { refusalBranches } from "../policy/writable.ts";
import { mentionRefusal, unpackIds } from "./mention-check.ts";
import { type MessageRow, messageColumns } from "./message-row.ts";
import { firstVisibleSeq, otherUser } from "../participants/visibility.ts";

export type SendRefusal =
  | "not_signed_in"
  | "session_expired"
  | "not_found"
  | "conversation_readonly"
  | "contact_unavailable"
  | "files_taken";

/**
 * Result of one send of a batch: `ord` is its position in the input, from 1. `seq` is the number of the stored message,
 * with a stream number for each recipient. `overtaken`: write permission changed while the statement waited for the
 * conversation's lock; retry.
 */
export type SendRow = { ord: number } & (
  | { outcome: "stored"; seq: number; recipients: string[]; numbers: number[] }
  | { outcome: "repeated"; message: MessageRow }
  | { outcome: "refused"; refusal: SendRefusal }
  | { outcome: "overtaken" }
);

/**
 * Columns of a batch, one value per send: sender, conversation, id, body, the body folded for search, `seq` answered,
 * mentions (see `packIds`), when the token was issued (null: the host platform sends); and the time.
 */
export type SendValues = readonly [
  senderIds: readonly string[],
  conversationIds: readonly string[],
  ids: readonly string[],
  bodies: readonly string[],
  searchTexts: readonly string[],
  repliesTo: readonly (number | null)[],
  mentions: readonly string[],
  issuedAt: readonly (Date | null)[],
  now: Date,
];

/**
 * The shape of the plan must not depend on what the planner knows when a connection first sends: a table that is empty
 * then is large an hour later. So the batch counts as a hundred sends however many there are (arrays from sub-selects
 * are opaque, and `jsonb_array_elements` has that estimate), and `judged` looks up one row at a time (`limit 1`), for
 * which only the index is suitable.
 */
const inputOf = (hasFiles: boolean) => fragment`
input as materialized (
  select sender_id, conversation_id, id, body, search_text, reply_to_seq, mentions, issued_at, ${hasFiles ? "files::json," : ""} ord::int
  from rows from (
    unnest((select $1::text[])), unnest((select $2::uuid[])), unnest((select $3::uuid[])),
    unnest((select $4::text[])), unnest((select $5::text[])), unnest((select $6::int[])),
    unnest((select $7::text[])), unnest((select $8::timestamptz[])),
    ${hasFiles ? "unnest((select $10::text[]))," : ""} jsonb_array_elements('[]'))
    with ordinality as i (sender_id, conversation_id, id, body, search_text, reply_to_seq, mentions, issued_at,
      ${hasFiles ? "files," : ""} nothing, ord)
)`;

const unwritable = refusalBranches({
  participant: "p",
  conversation: "c",
  caller: "sender",
  other: "other",
});

const mentionProblem = mentionRefusal({
  ids: unpackIds("i.mentions"),
  conversationId: "i.conversation_id",
  sender: "sender",
});

/**
 * Files that wait for messages of the batch, without those that other messages have claimed since. A claim from now on
 * waits for the lock, and then finds the message.
 */
const held = fragment`
held as materialized (
  select i.ord, f.id from input i
  cross join lateral (
    select x.id from ${files} x
    where i.files is not null and x.owner_id = i.sender_id and x.message_id = i.id and not exists (
      select from ${messages} m where m.sender_id = i.sender_id and m.id = i.id)
    order by x.id for update
  ) f
)`;

const lacksFile = fragment`exists (
  select from json_array_elements(i.files) wanted where not exists (
    select from held h where h.ord = i.ord and h.id = (wanted ->> 'id')::uuid))`;

const verdictOf = (hasFiles: boolean) => fragment`
case
  when sender.status is distinct from 'active' or (sender.kind = 'SYSTEM' and i.issued_at is not null) then 'not_signed_in'
  when i.issued_at < sender.tokens_valid_after then 'session_expired'
  when earlier.seq is not null then 'repeated'
  when p.user_id is null then 'not_found'
  ${unwritable}
  when i.reply_to_seq > c.last_seq or i.reply_to_seq < ${firstVisibleSeq("p")}
    then 'not_found'
  ${hasFiles ? fragment`when ${lacksFile} then 'files_taken'` : ""}
  when i.mentions <> '' then ${mentionProblem}
end`;

/** `offset 0` prevents the verdict from being computed twice. */
const judgedOf = (hasFiles: boolean) => fragment`
${hasFiles ? fragment`${held},` : ""}
judged as materialized (
  select *, verdict is null as fits from (
    select i.*, c.epoch, earlier.conversation_id as earlier_in, earlier.seq as earlier_at,
      ${verdictOf(hasFiles)} as verdict
    from input i
    left join lateral (
      select m.conversation_id, m.seq from ${messages} m where m.sender_id = i.sender_id and m.id = i.id limit 1
    ) earlier on true
    left join lateral (
      select u.id, u.kind, u.status, u.role, u.tokens_valid_after from ${users} u
      where u.id = i.sender_id limit 1
    ) sender on true
    left join lateral (
      select x.conversation_id, x.user_id, x.left_seq, x.visible_from_seq, x.cleared_seq from ${participants} x
      where x.conversation_id = i.conversation_id and x.user_id = i.sender_id limit 1
    ) p on true
    left join lateral (
      select x.epoch, x.state, x.last_seq, x.kind, x.low_user, x.high_user from ${conversations} x
      where x.id = p.conversation_id limit 1
    ) c on true
    left join lateral (
      select u.id, u.kind, u.status, u.role from ${users} u
      where c.kind = 'direct' and u.id = ${otherUser({ conversation: "c", user: "i.sender_id" })}
      limit 1
    ) other on true
    offset 0) j
)`;

/**
 * The update locks the conversations in the order of ids and assigns the numbers. Everything that `judged` read is
 * older than the lock; it still applies if and only if the epoch, which only increases, is unchanged.
 */
const accepted = fragment`
counted as (
  update ${conversations} c set last_seq = c.last_seq + n.sends, last_message_at = greatest(c.last_message_at, $9)
  from (
    select conversation_id, epoch, count(*)::int as sends from judged where fits
    group by conversation_id, epoch order by conversation_id
  ) n
  where c.id = n.conversation_id and c.epoch <= n.epoch
  returning c.id, c.last_seq - n.sends as base
),
accepted as materialized (
  select j.*, (l.base + row_number() over (partition by j.conversation_id order by j.ord))::int as seq
  from judged j join counted l on l.id = j.conversation_id
  where j.fits
)`;

/** An archived conversation is unarchived for its recipient, unless it is muted or the recipient blocks the sender. */
const returns = fragment`(p.archived_at is not null and (p.muted_until is null or p.muted_until <= $9)
  and not ${blocks("p.user_id", "a.sender_id")})`;

const storedOf = (hasFiles: boolean) => fragment`
stored as (
  insert into ${messages} (conversation_id, seq, id, sender_id, body, search_text, fold_version, reply_to_seq, mentions,
    ${hasFiles ? "files," : ""} created_at)
  select conversation_id, seq, id, sender_id, body, search_text, ${FOLD_VERSION}, reply_to_seq, ${unpackIds("mentions")},
    ${hasFiles ? "files," : ""} $9
  from accepted
),
present as materialized (
  select a.ord, a.conversation_id, a.seq, p.user_id, p.user_id = a.sender_id as is_own,
    ${returns} as returns
  from accepted a cross join lateral (
    select x.user_id, x.archived_at, x.muted_until from ${participants} x
    where x.conversation_id = a.conversation_id and x.left_seq is null offset 0
  ) p
),
touched as (
  select conversation_id, user_id, max(seq) filter (where is_own) as own_seq
  from present where is_own or returns
  group by conversation_id, user_id order by conversation_id, user_id
),
advanced as (
  update ${participants} p set archived_at = null, read_seq = coalesce(t.own_seq, p.read_seq),
    marked_unread = p.marked_unread and t.own_seq is null,
    shared_read_seq = coalesce(t.own_seq, p.shared_read_seq)
  from touched t
  where p.conversation_id = t.conversation_id and p.user_id = t.user_id
  returning p.user_id
),
outgoing as (
  select user_id, ord, 'message.created' as type, conversation_id, seq as message_seq,
         null::text as subject_id, null::jsonb as data
  from present
)`;

/** In the order of the input, so that each recipient's numbers increase: no subscriber sees a gap and reads the log. */
const result = fragment`
select ord, 'stored' as outcome, null as refusal, min(message_seq) as seq,
  array_agg(user_id) as recipients, array_agg(seq) as numbers, null::jsonb as message
from logged group by ord
union all
select j.ord, 'repeated', null, null, null, null, to_jsonb(found)
from judged j cross join lateral (
  select ${messageColumns("m")} from ${messages} m
  where m.conversation_id = j.earlier_in and m.seq = j.earlier_at limit 1
) found
where j.verdict = 'repeated'
union all
select j.ord, case when j.fits then 'overtaken' else 'refused' end, j.verdict, null, null, null, null
from judged j
where j.verdict is distinct from 'repeated' and not exists (select from accepted a where a.ord = j.ord)
order by ord
`;

const sendRow = {
  ord: computed.int,
  outcome: computed.text<SendRow["outcome"]>(),
  refusal: nullable(computed.text<SendRefusal>()),
  seq: nullable(computed.int),
  recipients: nullable(computed.texts),
  numbers: nullable(computed.floats),
  message: nullable(computed.jsonb<MessageRow>()),
} as const;

const textOf = (hasFiles: boolean) =>
  fragment`with ${inputOf(hasFiles)}, ${judgedOf(hasFiles)}, ${accepted}, ${storedOf(hasFiles)}, ${appendToStreams({ after: "advanced" })} ${result}`;

const sendRows = preparedStatement({
  name: "messages.send",
  row: sendRow,
  text: textOf(false),
  values: (values: SendValues) => values,
});

/** The same statement for a batch with files, so that other batches write no column for them. */
const sendRowsWithFiles = preparedStatement({
  name: "messages.send-files",
  row: sendRow,
  text: textOf(true),
  values: (values: readonly [...SendValues, files: readonly (string | null)[]]) => values,
});

interface SendBatch {
  readonly values: SendValues;
  /** The files of each send as JSON; absent if none has any. */
  readonly files: readonly (string | null)[] | undefined;
}

/**
 * Sends many messages in one statement and one round trip: refuses what may not be sent, numbers and stores the rest,
 * moves the senders' read positions, and appends to each recipient's stream. A repeat of a sender's id returns the
 * first result and writes nothing. An id may occur in a batch only once.
 *
 * Fails as a whole with 23505 if another process stores the same id at the same moment; a retry then finds the first
 * result.
 */
export async function sendStatement(
  db: Database,
  { values, files: filesOfSends }: SendBatch,
): Promise<SendRow[]> {
  const rows = await (filesOfSends === undefined
    ? sendRows(db, values)
    : sendRowsWithFiles(db, [...values, filesOfSends]));
  // Each branch of `result` fills the columns of its outcome.
  return rows as SendRow[];
}
