import { FOLD_VERSION } from "@parley/contract/folding";
import type { Executor } from "@parley/db/database";
import { conversations, messages } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { MessageKey } from "../messages/change-message.ts";
import { BLOCK_SIZE, blockMessageRow, blockOf, startOf, toBlocks } from "./blocks.ts";
import { storeBlocks } from "./store-blocks.ts";

const blockMessages = statement({
  name: "search.block-messages",
  row: blockMessageRow,
  sql: ({ conversationId, seq }: MessageKey) => {
    const first = startOf(blockOf(seq));
    return sql`
    select m.conversation_id, m.seq, m.search_text, m.version, m.created_at
    from ${conversations} c
    join ${messages} m on m.conversation_id = c.id
      and m.seq between ${first} and least(c.sealed_seq, ${first + BLOCK_SIZE - 1})
    where c.id = ${conversationId} and c.sealed_seq >= ${seq} and c.sealed_fold = ${FOLD_VERSION}`;
  },
  examples: [{ conversationId: "", seq: 1 }],
});

/**
 * Updates the block of a message whose text was replaced, in the transaction that replaces it and locks the
 * conversation. A deletion does not need it: extra bits in a signature only cost a read.
 */
export async function reindexBlock(tx: Executor, key: MessageKey): Promise<void> {
  const rows = await blockMessages(tx, key);
  if (rows.length > 0) await storeBlocks(tx, toBlocks(rows));
}
