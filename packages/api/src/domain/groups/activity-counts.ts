import type { Executor } from "@parley/db/database";
import { actionItems, meetings, messages } from "@parley/db/schema";
import { computed, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { toTime } from "../moment.ts";
import type { PairRow } from "./activity-pairs.ts";

/** Messages of one user in one conversation in the given weeks. */
interface Count {
  readonly byWeek: Map<number, number>;
  lastAt: string | null;
}

/** How much each user wrote in each conversation. */
export interface Counts {
  of(conversationId: string, userId: string): Count | undefined;
}

/** The conversations of a page, each once, with its last `seq`. */
function conversationsOf(page: readonly PairRow[]): Map<string, number> {
  const ends = new Map<string, number>();
  for (const row of page) {
    ends.set(row.group_conversation_id, row.group_last_seq);
    if (row.direct_id !== null) ends.set(row.direct_id, row.direct_last_seq ?? 0);
  }
  return ends;
}

/**
 * The first message of the conversation `w` from a time on, by binary search: `seq` is dense and increases with time,
 * so some 20 key lookups suffice, and older messages are not read.
 */
const firstSince = (from: Date) => sql`
  with recursive probe (low, high) as (
    select 1, w.last_seq + 1
    union all
    select case when m.created_at < ${from}::timestamptz then m.seq + 1 else p.low end,
      case when m.created_at < ${from}::timestamptz then p.high else m.seq end
    from probe p join ${messages} m on m.conversation_id = w.id and m.seq = (p.low + p.high) / 2
    where p.low < p.high
  )
  select low as seq from probe where low = high`;

interface Counting {
  readonly ends: ReadonlyMap<string, number>;
  readonly from: Date;
  readonly weeks: number;
}

const countRows = statement({
  name: "groups.message-counts",
  row: {
    conversation_id: messages.conversationId,
    sender_id: messages.senderId,
    week: computed.int,
    count: computed.int,
    last_at: messages.createdAt,
  },
  sql: ({ ends, from, weeks }: Counting) => sql`
    select m.conversation_id, m.sender_id, count(*)::int as count, max(m.created_at) as last_at,
      least(floor(extract(epoch from m.created_at - ${from}::timestamptz) / 604800)::int, ${weeks - 1}::int) as week
    from unnest(${sql.param([...ends.keys()])}::uuid[], ${sql.param([...ends.values()])}::int[]) as w (id, last_seq)
    cross join lateral (${firstSince(from)}) first
    join ${messages} m on m.conversation_id = w.id and m.seq >= first.seq
    where m.deleted_at is null and m.created_at >= ${from}::timestamptz
    group by m.conversation_id, m.sender_id, week`,
  examples: [{ ends: new Map(), from: new Date(0), weeks: 1 }],
});

/** Counts the messages of the weeks from a time on, by conversation, sender and week. */
export async function countMessages(
  db: Executor,
  { page, from, weeks }: { page: readonly PairRow[]; from: Date; weeks: number },
): Promise<Counts> {
  const rows = await countRows(db, { ends: conversationsOf(page), from, weeks });
  const counts = new Map<string, Count>();
  for (const row of rows) {
    const key = `${row.conversation_id} ${row.sender_id}`;
    const count = counts.get(key) ?? { byWeek: new Map(), lastAt: null };
    counts.set(key, count);
    count.byWeek.set(row.week, row.count);
    const at = toTime(row.last_at);
    if (count.lastAt === null || at > count.lastAt) count.lastAt = at;
  }
  return { of: (conversationId, userId) => counts.get(`${conversationId} ${userId}`) };
}

interface Side {
  readonly id: string;
  readonly userId: string;
}

const lastRows = statement({
  name: "groups.last-messages",
  row: {
    conversation_id: messages.conversationId,
    sender_id: messages.senderId,
    created_at: messages.createdAt,
  },
  sql: (sides: readonly Side[]) => sql`
    select s.conversation_id, s.sender_id, m.created_at
    from unnest(${sql.param(sides.map(({ id }) => id))}::uuid[], ${sql.param(sides.map(({ userId }) => userId))}::text[])
      as s (conversation_id, sender_id)
    cross join lateral (
      select created_at from ${messages}
      where conversation_id = s.conversation_id and sender_id = s.sender_id and deleted_at is null
      order by seq desc limit 1) m`,
  examples: [[]],
});

/** When each of a pair last wrote in their own conversation, by conversation and user. */
export async function lastMessages(
  db: Executor,
  page: readonly PairRow[],
): Promise<ReadonlyMap<string, string>> {
  const sides = page.flatMap(({ direct_id: id, mentor, mentee }) =>
    id === null ? [] : [mentor, mentee].map((person) => ({ id, userId: person.id })),
  );
  const rows = await lastRows(db, sides);
  return new Map(
    rows.map((row) => [`${row.conversation_id} ${row.sender_id}`, toTime(row.created_at)]),
  );
}

const thingRows = statement({
  name: "groups.thing-counts",
  row: {
    conversation_id: computed.text(),
    open: computed.int,
    done: computed.int,
    held: computed.int,
  },
  sql: (ids: readonly string[]) => sql`
    select c.id::text as conversation_id, i.open, i.done, m.held
    from unnest(${sql.param(ids)}::uuid[]) as c (id)
    cross join lateral (
      select count(*) filter (where state = 'open')::int as open,
        count(*) filter (where state = 'done')::int as done
      from ${actionItems} where conversation_id = c.id and is_shared and seq is not null
    ) i
    cross join lateral (
      select count(*)::int as held from ${meetings}
      where conversation_id = c.id and cardinality(met_by) > 0 and cardinality(missed_by) = 0
    ) m`,
  examples: [[]],
});

/** What each pair does in its own conversation besides writing, by conversation. */
export async function countThings(
  db: Executor,
  page: readonly PairRow[],
): Promise<ReadonlyMap<string, { open: number; done: number; held: number }>> {
  const rows = await thingRows(
    db,
    page.flatMap(({ direct_id: id }) => id ?? []),
  );
  return new Map(rows.map(({ conversation_id: id, ...counts }) => [id, counts]));
}
