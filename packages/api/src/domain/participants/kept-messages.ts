import type { Pin } from "@parley/contract/messages";
import type { Executor } from "@parley/db/database";
import { participants, pinnedMessages, savedMessages } from "@parley/db/schema";
import { computed, type Fragment, fragment, type RowOf, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { type Moment, toTime } from "../moment.ts";
import { isVisible } from "./visibility.ts";

/** The pins and the saved messages of a conversation, as `keptColumns` selects them. */
export const keptRow = {
  pins: computed.json<(Omit<Pin, "at"> & { at: Moment })[]>(),
  saved_seqs: computed.ints,
} as const;

/** The select list of `keptRow`: those that a participant can see. */
export const keptColumns = (participant: string): Fragment => fragment`(
    select coalesce(
      json_agg(json_build_object('seq', k.seq, 'userId', k.pinned_by, 'at', k.pinned_at) order by k.pinned_at desc, k.seq desc), '[]')
    from ${pinnedMessages} k
    where k.conversation_id = ${participant}.conversation_id and ${isVisible({ participant, seq: "k.seq" })}
  ) as pins, array(
    select s.seq from ${savedMessages} s
    where s.user_id = ${participant}.user_id and s.conversation_id = ${participant}.conversation_id
      and ${isVisible({ participant, seq: "s.seq" })}
    order by s.seq
  ) as saved_seqs`;

/** What a user sees pinned in a conversation, and has saved of it. */
export interface KeptMessages {
  readonly pins: Pin[];
  readonly savedSeqs: number[];
}

export const toKept = ({ pins, saved_seqs }: RowOf<typeof keptRow>): KeptMessages => ({
  pins: pins.map((pin) => ({ ...pin, at: toTime(pin.at) })),
  savedSeqs: saved_seqs,
});

const keptRows = statement({
  name: "participants.kept-messages",
  row: { conversation_id: participants.conversationId, ...keptRow },
  sql: ({ viewerId, ids }: { viewerId: string; ids: readonly string[] }) => sql`
    select p.conversation_id, ${keptColumns("p")} from ${participants} p
    where p.user_id = ${viewerId} and p.conversation_id = any(${sql.param(ids)}::uuid[])`,
  examples: [{ viewerId: "ada", ids: [] }],
});

/** The same for some conversations of a user, by conversation. */
export async function loadKept(
  db: Executor,
  wanted: { viewerId: string; ids: readonly string[] },
): Promise<Map<string, KeptMessages>> {
  if (wanted.ids.length === 0) return new Map();
  const rows = await keptRows(db, wanted);
  return new Map(rows.map((row) => [row.conversation_id, toKept(row)]));
}
