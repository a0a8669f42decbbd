import { searchBlocks } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Block } from "./blocks.ts";

/** Writes blocks, replacing existing ones. */
export const storeBlocks = statement({
  name: "search.store-blocks",
  sql: (blocks: readonly Block[]) => {
    const column = <Value>(valueOf: (block: Block) => Value) => sql.param(blocks.map(valueOf));
    return sql`
    insert into ${searchBlocks} (conversation_id, block, last_seq, oldest_at, newest_at, signature)
    select * from unnest(${column(({ conversationId }) => conversationId)}::uuid[],
      ${column(({ block }) => block)}::int[], ${column(({ lastSeq }) => lastSeq)}::int[],
      ${column(({ oldestAt }) => oldestAt)}::timestamptz[], ${column(({ newestAt }) => newestAt)}::timestamptz[],
      ${column(({ signature }) => signature)}::bytea[])
    on conflict (conversation_id, block) do update set last_seq = excluded.last_seq,
      oldest_at = excluded.oldest_at, newest_at = excluded.newest_at, signature = excluded.signature`;
  },
  examples: [[]],
});
