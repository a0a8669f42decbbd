import type { StreamEvent } from "@parley/contract/events";
import { limits } from "@parley/contract/limits";
import { runNamed } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { ActorContext } from "../../context.ts";
import { orNotFound } from "../../errors.ts";
import { firstVisibleSeq, lastVisibleSeq } from "../../participants/visibility.ts";
import { messageColumns } from "../../messages/message-row.ts";
import { toEvent } from "./events.ts";
import type { LogRow } from "./events/event-definition.ts";
import { loadReferences } from "./references.ts";

/** An event with its number in its recipient's stream. */
export interface NumberedEvent {
  readonly seq: number;
  readonly event: StreamEvent;
}

interface PageRow extends Omit<LogRow, "number"> {
  head: number;
  floor: number;
  /** Null if nothing follows the cursor. */
  number: number | null;
}

/** The log keeps references; what they refer to is read as it is now, and only if it is still visible. */
const logRows = (userId: string, after: number) => sql`
  with page as materialized (
    select * from stream_events where user_id = ${userId} and seq > ${after}
    order by seq limit ${limits.catchUpPage}
  )
  select y.head::float8 as head, y.floor::float8 as floor, y.user_id as owner,
    e.seq::float8 as number, e.type, e.conversation_id as about, e.subject_id, e.data, s.shared_read_seq, ${sql.raw(messageColumns)}
  from streams y
  left join page e on true
  left join participants p on p.conversation_id = e.conversation_id and p.user_id = e.user_id
  left join messages m on m.conversation_id = e.conversation_id and m.seq = e.message_seq
    and m.seq between ${firstVisibleSeq} and ${lastVisibleSeq}
  left join participants s on s.conversation_id = e.conversation_id and s.user_id = e.subject_id
  where y.user_id = ${userId}
  order by e.seq`;

/** One page of a log, or that it no longer holds what follows the cursor. */
export type LogPage =
  | {
      readonly kind: "page";
      readonly events: readonly NumberedEvent[];
      readonly readTo: number;
      readonly isFull: boolean;
    }
  /** Trimmed beyond the cursor, or the cursor was never issued. The log ends at `head`. */
  | { readonly kind: "cut"; readonly head: number };

const isEventRow = (row: PageRow): row is PageRow & LogRow => row.number !== null;

/** Reads one page of the caller's log after `after`: one query if no event refers to more than a message. */
export async function readLog(ctx: ActorContext, after: number): Promise<LogPage> {
  const rows = await runNamed<PageRow>(ctx.db, "events.log", logRows(ctx.actor.id, after));
  const { head, floor } = orNotFound(rows[0]);
  const eventRows = rows.filter(isEventRow);
  const [first] = eventRows;
  const isGone = first !== undefined && first.number > after + 1;
  if (after < floor || after > head || isGone) return { kind: "cut", head };
  const references = await loadReferences(ctx, eventRows);
  const events = eventRows.flatMap((row): NumberedEvent[] => {
    const event = toEvent(row, references);
    return event === undefined ? [] : [{ seq: row.number, event }];
  });
  return {
    kind: "page",
    events,
    readTo: eventRows.at(-1)?.number ?? after,
    isFull: eventRows.length === limits.catchUpPage,
  };
}
