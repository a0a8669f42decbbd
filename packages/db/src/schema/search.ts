import { index, integer, primaryKey, uuid } from "drizzle-orm/pg-core";
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
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.block] }),
    // A search reads the newest blocks of a conversation first.
    index("search_blocks_newest").on(t.conversationId, t.newestAt, t.block),
  ],
);
