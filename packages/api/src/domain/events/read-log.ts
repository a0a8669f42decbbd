import type { StreamEvent } from "@parley/contract/events";
import { limits } from "@parley/contract/limits";
import { sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { loadDetails } from "../conversations/load-details.ts";
import { loadReadStates } from "../conversations/read-state.ts";
import { type MessageRow, messageColumns, toMessage } from "../messages/message-row.ts";

/** An event with its place in its owner's stream. */
export interface NumberedEvent {
  readonly seq: number;
  readonly event: StreamEvent;
}

interface LogRow extends Partial<MessageRow>, Record<string, unknown> {
  number: number;
  type: StreamEvent["type"];
  about: string;
  subject_id: string | null;
  shared_read_seq: number | null;
}

/** The log keeps references; what they refer to is read as it is now. */
const logRows = (userId: string, after: number) => sql`
  select e.seq::float8 as number, e.type, e.conversation_id as about, e.subject_id,
    s.shared_read_seq, ${sql.raw(messageColumns)}
  from stream_events e
  left join messages m on m.conversation_id = e.conversation_id and m.seq = e.message_seq
  left join participants s on s.conversation_id = e.conversation_id and s.user_id = e.subject_id
  where e.user_id = ${userId} and e.seq > ${after}
  order by e.seq
  limit ${limits.catchUpPage}`;

const isMessageRow = (row: LogRow): row is LogRow & MessageRow => typeof row.body === "string";

const idsOf = (rows: readonly LogRow[], type: StreamEvent["type"]) => [
  ...new Set(rows.filter((row) => row.type === type).map((row) => row.about)),
];

/** What the rows of a page refer to beside their messages. */
async function loadReferences(ctx: ActorContext, rows: readonly LogRow[]) {
  const viewerId = ctx.actor.id;
  return {
    viewerId,
    opened: await loadDetails(ctx.db, { viewerId, ids: idsOf(rows, "conversation.opened") }),
    readStates: await loadReadStates(ctx.db, { viewerId, ids: idsOf(rows, "conversation.read") }),
  };
}

type References = Awaited<ReturnType<typeof loadReferences>>;

function toRead(row: LogRow, { viewerId, readStates }: References): StreamEvent | undefined {
  const { about: conversationId, subject_id: userId } = row;
  if (userId === null) return undefined;
  const read = { type: "conversation.read", conversationId, userId } as const;
  if (userId !== viewerId) return { ...read, readSeq: row.shared_read_seq ?? 0, unread: null };
  const own = readStates.get(conversationId);
  if (own === undefined) return undefined;
  return { ...read, readSeq: own.readSeq, unread: { count: own.unread, upToSeq: own.upToSeq } };
}

/** The event that a row stands for, or undefined where what it refers to is gone. */
function toEvent(row: LogRow, references: References): StreamEvent | undefined {
  switch (row.type) {
    case "message.created":
      return isMessageRow(row) ? { type: row.type, message: toMessage(row) } : undefined;
    case "conversation.opened": {
      const conversation = references.opened.get(row.about);
      return conversation === undefined ? undefined : { type: row.type, conversation };
    }
    case "conversation.read":
      return toRead(row, references);
    case "resync":
      return { type: "resync" };
  }
}

/** One page of the caller's log behind `after`: the events, and the number of the last row read. */
export async function readLog(
  ctx: ActorContext,
  after: number,
): Promise<{ events: readonly NumberedEvent[]; readTo: number; isFull: boolean }> {
  const { rows } = await ctx.db.execute<LogRow>(logRows(ctx.actor.id, after));
  const references = await loadReferences(ctx, rows);
  const events = rows.flatMap((row): NumberedEvent[] => {
    const event = toEvent(row, references);
    return event === undefined ? [] : [{ seq: row.number, event }];
  });
  return { events, readTo: rows.at(-1)?.number ?? after, isFull: rows.length === limits.catchUpPage };
}
