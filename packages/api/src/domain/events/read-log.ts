import { limits } from "@parley/contract/limits";
import { sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { firstVisibleSeq, lastVisibleSeq } from "../conversations/visibility.ts";
import { messageColumns } from "../messages/message-row.ts";
import { type LogRow, toEvent } from "./log-row.ts";
import { loadReferences } from "./references.ts";
import type { NumberedEvent } from "./numbered-event.ts";

/** The log keeps references; what they refer to is read as it is now, and only where it is still in sight. */
const logRows = (userId: string, after: number) => sql`
  select e.seq::float8 as number, e.type, e.conversation_id as about, e.subject_id, e.data,
    s.shared_read_seq, ${sql.raw(messageColumns)}
  from stream_events e
  left join participants p on p.conversation_id = e.conversation_id and p.user_id = e.user_id
  left join messages m on m.conversation_id = e.conversation_id and m.seq = e.message_seq
    and m.seq between ${firstVisibleSeq} and ${lastVisibleSeq}
  left join participants s on s.conversation_id = e.conversation_id and s.user_id = e.subject_id
  where e.user_id = ${userId} and e.seq > ${after}
  order by e.seq
  limit ${limits.catchUpPage}`;

/** One page of a log. `isCut`: what followed the cursor is gone, trimmed since the reader was last here. */
export interface LogPage {
  readonly events: readonly NumberedEvent[];
  readonly readTo: number;
  readonly isFull: boolean;
  readonly isCut: boolean;
}

/** One page of the caller's log behind `after`. */
export async function readLog(ctx: ActorContext, after: number): Promise<LogPage> {
  const { rows } = await ctx.db.execute<LogRow>(logRows(ctx.actor.id, after));
  const references = await loadReferences(ctx, rows);
  const events = rows.flatMap((row): NumberedEvent[] => {
    const event = toEvent(row, references);
    return event === undefined ? [] : [{ seq: row.number, event }];
  });
  return {
    events,
    readTo: rows.at(-1)?.number ?? after,
    isFull: rows.length === limits.catchUpPage,
    isCut: (rows[0]?.number ?? after + 1) > after + 1,
  };
}
