import { searchBlocks } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Block } from "./blocks.ts";

/** The text of an array, as a parameter that is an array of arrays needs it. */
const arrayText = (values: readonly (number | string)[]) => `{${values.join(",")}}`;

/** Writes blocks, replacing existing ones. */
export const storeBlocks = statement({
  name: "search.store-blocks",
  sql: (blocks: readonly Block[]) => {
    const column = <Value>(valueOf: (block: Block) => Value) => sql.param(blocks.map(valueOf));
    return sql`
    insert into ${searchBlocks} (conversation_id, block, last_seq, oldest_at, newest_at, part_times, signature, grams)
    select conversation_id, block, last_seq, oldest_at, newest_at, part_times::timestamptz[], signature, grams::smallint[]
    from unnest(${column(({ conversationId }) => conversationId)}::uuid[],
      ${column(({ block }) => block)}::int[], ${column(({ lastSeq }) => lastSeq)}::int[],
      ${column(({ oldestAt }) => oldestAt)}::timestamptz[], ${column(({ newestAt }) => newestAt)}::timestamptz[],
      ${column(({ partTimes }) => arrayText(partTimes.map((at) => at.toISOString())))}::text[],
      ${column(({ signature }) => signature)}::bytea[],
      ${column(({ grams }) => (grams === null ? null : arrayText(grams)))}::text[])
      as b (conversation_id, block, last_seq, oldest_at, newest_at, part_times, signature, grams)
    on conflict (conversation_id, block) do update set last_seq = excluded.last_seq,
      oldest_at = excluded.oldest_at, newest_at = excluded.newest_at, part_times = excluded.part_times,
      signature = excluded.signature, grams = excluded.grams`;
  },
  examples: [[]],
});
