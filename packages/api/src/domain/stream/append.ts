import type { Executor } from "@parley/db/database";
import { streamEvents, streams } from "@parley/db/schema";
import { computed, type Fragment, fragment, statement } from "@parley/db/statement";
import { type SQL, sql } from "drizzle-orm";
import type { StreamEventType } from "@parley/contract/events";
import type { Delivery } from "../../bus/bus.ts";

/**
 * Appends to streams, as the last CTEs of a statement. The statement provides `outgoing (user_id, ord, type,
 * conversation_id, message_seq, subject_id, data)`, one row per event and recipient, and can read `logged (user_id,
 * seq, ord, message_seq)`.
 *
 * Numbers come from each recipient's row in `streams`, updated in the order of user ids, so they are dense and commit
 * in order, and two statements cannot deadlock. Rows of conversations and participants are locked before: `after` names
 * a CTE whose rows are all written before a stream is locked.
 */
export const appendToStreams = ({ after }: { after: string }): Fragment => fragment`
moved as (
  update ${streams} s set head = s.head + t.events
  from (select user_id, count(*) as events from outgoing group by user_id order by user_id) t
  where s.user_id = t.user_id and (select count(*) from ${after}) >= 0
  returning s.user_id, s.head - t.events as base
),
numbered as materialized (
  select o.*, h.base + row_number() over (partition by o.user_id order by o.ord) as seq
  from outgoing o join moved h on h.user_id = o.user_id
),
written as (
  insert into ${streamEvents} (user_id, seq, type, conversation_id, message_seq, subject_id, data)
  select user_id, seq, type, conversation_id, message_seq, subject_id, data from numbered
),
logged as (
  select user_id, seq::float8 as seq, ord, message_seq from numbered
)`;

/** One event for one recipient, by reference. `data` contains what cannot be read from a row later. */
export interface Outgoing {
  readonly userId: string;
  readonly type: StreamEventType;
  readonly conversationId?: string | undefined;
  readonly messageSeq?: number | undefined;
  readonly subjectId?: string | undefined;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

const toRow = (event: Outgoing) => ({
  user_id: event.userId,
  type: event.type,
  conversation_id: event.conversationId ?? null,
  message_seq: event.messageSeq ?? null,
  subject_id: event.subjectId ?? null,
  data: event.data ?? null,
});

const outgoing = (events: readonly Outgoing[]): SQL => sql`
  outgoing as (
    select * from rows from (
      jsonb_to_recordset(${JSON.stringify(events.map(toRow))}::jsonb) as (
        user_id text, type text, conversation_id uuid, message_seq int, subject_id text, data jsonb)
    ) with ordinality as o (user_id, type, conversation_id, message_seq, subject_id, data, ord)
  )`;

const append = appendToStreams({ after: "outgoing" });

const appendRows = statement({
  name: "stream.append",
  row: { user_id: streams.userId, first: computed.float, seq: computed.float },
  sql: (events: readonly Outgoing[]) => sql`
    with ${outgoing(events)}, ${append}
    select user_id, min(seq) as first, max(seq) as seq from logged group by user_id`,
  examples: [[]],
});

/**
 * Writes events as the last statement of a transaction. Returns a hint for each recipient, to be passed to the bus
 * after the commit.
 */
export async function appendEvents(tx: Executor, events: readonly Outgoing[]): Promise<Delivery[]> {
  if (events.length === 0) return [];
  const rows = await appendRows(tx, events);
  return rows.map(({ user_id: userId, first, seq }) => ({ userId, first, seq }));
}
