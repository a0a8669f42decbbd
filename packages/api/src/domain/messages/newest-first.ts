import type { SearchPage } from "@parley/contract/messages";
import { fragment } from "@parley/db/statement";
import { type SQL, sql } from "drizzle-orm";
import { toTime } from "../moment.ts";
import type { MessageRow } from "./message-row.ts";

/** Whether a message is behind a cursor, in pages ordered by time, conversation and `seq`, newest first. */
export const behind = (message: string, cursor: SearchPage["nextCursor"] | undefined): SQL =>
  cursor
    ? sql`${fragment`(${message}.created_at, ${message}.conversation_id, ${message}.seq)`}
        < (${cursor.createdAt}::timestamptz, ${cursor.conversationId}::uuid, ${cursor.seq}::int)`
    : sql`true`;

/** The cursor of the next page, given the rows of this one and one more if there is one. */
export function cursorOf(rows: readonly MessageRow[], limit: number): SearchPage["nextCursor"] {
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return null;
  return {
    createdAt: toTime(last.created_at),
    conversationId: last.conversation_id,
    seq: last.seq,
  };
}
