import { streamEvents, streams } from "@parley/db/schema";
import { computed, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Platform } from "../context.ts";
import { dropPartitions, partition } from "./partitions.ts";

/** Retention of each stream: events that are older, or more than this many events back, may be removed. */
export interface Retention {
  readonly maxAge: number;
  readonly maxEvents: number;
  /** Streams checked, and events of one stream removed, in one transaction. */
  readonly batch: { readonly streams: number; readonly events: number };
}

/** 14 days in milliseconds, and 10,000 events. */
export const defaultRetention: Retention = {
  maxAge: 14 * 24 * 60 * 60_000,
  maxEvents: 10_000,
  batch: { streams: 200, events: 2_000 },
};

interface Trim {
  readonly cutoff: Date;
  readonly retention: Retention;
  readonly after: string;
}

/**
 * Old events in a weekly partition are dropped with it.
 *
 * One batch: raises the floor of some streams and removes the events below it. Numbers increase with time, so the
 * oldest events of a stream are its first, and no index over time is needed. The floor moves in the same transaction,
 * so that a cursor below it gets `resync` and never a gap.
 */
const trimBatch = statement({
  name: "stream.trim",
  row: { user_id: streams.userId, moved: computed.boolean },
  sql: ({ cutoff, retention: { maxEvents, batch }, after }: Trim) => sql`
  with looked as (
    select s.user_id, s.head, s.floor from ${streams} s
    where s.user_id > ${after} order by s.user_id limit ${batch.streams}
    for no key update
  ),
  due as (
    select l.user_id, l.floor, (
      select max(e.seq) from (
        select seq, created_at, tableoid = '${partition("stream_events_default")}'::regclass as stands_alone from ${streamEvents}
        where user_id = l.user_id order by seq limit ${batch.events}) e
      where (e.stands_alone and e.created_at < ${cutoff}) or e.seq <= l.head - ${maxEvents}) as next
    from looked l
  ),
  removed as (
    delete from ${streamEvents} e using due where e.user_id = due.user_id and e.seq <= due.next
  ),
  raised as (
    update ${streams} s set floor = due.next from due where s.user_id = due.user_id and due.next > s.floor
  )
  select user_id, coalesce(next > floor, false) as moved from due order by user_id`,
  examples: [{ cutoff: new Date(0), retention: defaultRetention, after: "" }],
});

/**
 * Drops the partitions whose every event is old, then trims every stream, in batches, until nothing is left to trim.
 * Returns the number of partitions and batches.
 */
export async function retainStreams(
  ctx: Platform,
  retention: Retention = defaultRetention,
): Promise<number> {
  const cutoff = new Date(ctx.clock.now().getTime() - retention.maxAge);
  let worked = await dropPartitions(ctx, cutoff);
  let after = "";
  for (;;) {
    const rows = await trimBatch(ctx.db, { cutoff, retention, after });
    const last = rows.at(-1);
    if (last === undefined) return worked;
    if (rows.some(({ moved }) => moved)) worked += 1;
    else after = last.user_id;
  }
}
