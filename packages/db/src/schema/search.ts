import { sql } from "drizzle-orm";
import { index, integer, primaryKey, smallint, uuid } from "drizzle-orm/pg-core";
import { bytes, moment, parley } from "./columns.ts";

/**
 * A signature of 64 neighbouring messages of a conversation, which can prove "certainly not here". Messages up to
 * `conversations.sealed_seq` are in a block; search reads newer ones themselves.
 */
export const searchBlocks = parley.table(
  "search_blocks",
  {
    conversationId: uuid("conversation_id").notNull(),
    /** Block 0 begins with the message of `seq` 1. */
    block: integer("block").notNull(),
    /** The last message in the signature. */
    lastSeq: integer("last_seq").notNull(),
    oldestAt: moment("oldest_at").notNull(),
    newestAt: moment("newest_at").notNull(),
    signature: bytes("signature").notNull(),
    /** The n-grams of a full block, as hashes; null while it is not full, and in a block of an earlier version. */
    grams: smallint("grams").array(),
    /** The latest time of each four messages; null in a block of an earlier version. */
    partTimes: moment("part_times").array(),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.block] }),
    // A search reads the newest blocks of a conversation first.
    index("search_blocks_newest").on(t.conversationId, t.newestAt, t.block),
    // A search in a large history for rare words. Every search reads the pending entries, and adding them one by one
    // costs the indexer twice as much: so a short list.
    index("search_blocks_grams")
      .using("gin", t.grams)
      .with({ gin_pending_list_limit: 64 })
      .where(sql`${t.grams} is not null`),
    // The blocks that are not in that index, and those of them that the indexer completes.
    index("search_blocks_without_grams")
      .on(t.conversationId)
      .where(sql`${t.grams} is null`),
    index("search_blocks_incomplete")
      .on(t.conversationId, t.block)
      .where(sql`${t.grams} is null and ${t.lastSeq} % 64 = 0`),
  ],
);
