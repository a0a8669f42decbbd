import type { SearchPage } from "@parley/contract/messages";
import { toTime } from "../moment.ts";
import type { MessageRow } from "./message-row.ts";

/**
 * The cursor of the next page, given the rows of this one and one more if there is one, ordered by time, conversation and
 * `seq`, newest first.
 */
export function cursorOf(rows: readonly MessageRow[], limit: number): SearchPage["nextCursor"] {
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return null;
  return {
    createdAt: toTime(last.created_at),
    conversationId: last.conversation_id,
    seq: last.seq,
  };
}
