import { FOLD_VERSION } from "@parley/contract/folding";
import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import type { MessageKey } from "../messages/locked-message.ts";
import { type BlockMessage, blockOf, BLOCK_SIZE, startOf, toBlocks } from "./blocks.ts";
import { storeBlocks } from "./store-blocks.ts";

/**
 * Updates the block of a message whose text was replaced, in the transaction that replaces it and locks the
 * conversation. A deletion does not need it: extra bits in a signature only cost a read.
 */
export async function reindexBlock(
  tx: Executor,
  { conversationId, seq }: MessageKey,
): Promise<void> {
  const first = startOf(blockOf(seq));
  const { rows } = await tx.execute<BlockMessage & Record<string, unknown>>(sql`
    select m.conversation_id, m.seq, m.search_text, m.version, m.created_at
    from conversations c
    join messages m on m.conversation_id = c.id
      and m.seq between ${first} and least(c.sealed_seq, ${first + BLOCK_SIZE - 1})
    where c.id = ${conversationId} and c.sealed_seq >= ${seq} and c.sealed_fold = ${FOLD_VERSION}`);
  if (rows.length > 0) await storeBlocks(tx, toBlocks(rows));
}
