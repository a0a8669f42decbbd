import type { StreamEvent, StreamEventType } from "@parley/contract/events";
import { limits } from "@parley/contract/limits";
import { messages, participants, streamEvents, streams } from "@parley/db/schema";
import { computed, fragment, nullable, preparedStatement, type RowOf } from "@parley/db/statement";
import type { ActorContext } from "../../context.ts";
import { orNotFound } from "../../errors.ts";
import { isVisible } from "../../participants/visibility.ts";
import { messageColumns } from "../../messages/message-row.ts";
import { toEvent } from "./events.ts";
import { type LogRow, logRow } from "./events/event-definition.ts";
import { loadReferences } from "./references.ts";

/** An event with its number in its recipient's stream. */
export interface NumberedEvent {
  readonly seq: number;
  readonly event: StreamEvent;
}

const pageRow = {
  ...logRow,
  head: computed.float,
  floor: computed.float,
  /** Null if nothing follows the cursor. */
  number: nullable(computed.float),
  type: nullable(computed.text<StreamEventType>()),
} as const;

type PageRow = RowOf<typeof pageRow>;

/** The log keeps references; what they refer to is read as it is now, and only if it is still visible. */
const logRows = preparedStatement({
  name: "events.log",
  row: pageRow,
  text: fragment`
  with page as materialized (
    select * from ${streamEvents} where user_id = $1 and seq > $2
    order by seq limit $3
  )
  select y.head::float8 as head, y.floor::float8 as floor, y.user_id as owner,
    e.seq::float8 as number, e.type, e.conversation_id as about, e.subject_id, e.data, s.shared_read_seq, ${messageColumns("m")}
  from ${streams} y
  left join page e on true
  left join ${participants} p on p.conversation_id = e.conversation_id and p.user_id = e.user_id
  left join ${messages} m on m.conversation_id = e.conversation_id and m.seq = e.message_seq
    and ${isVisible({ participant: "p", seq: "m.seq" })}
  left join ${participants} s on s.conversation_id = e.conversation_id and s.user_id = e.subject_id
  where y.user_id = $1
  order by e.seq`,
  values: ({ userId, after }: { userId: string; after: number }) => [
    userId,
    after,
    limits.catchUpPage,
  ],
});

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
  const rows = await logRows(ctx.db, { userId: ctx.actor.id, after });
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
