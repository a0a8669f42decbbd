import {
  type PairScope,
  settleDirectConversations,
  shareRelationsLock,
} from "@parley/api/import-support";
import { sql } from "drizzle-orm";
import type { ImportContext } from "../context.ts";
import { applyChanges } from "./changes.ts";
import { lockConversations } from "./lock-conversations.ts";
import { settleParticipants } from "./settle-participants.ts";
import { storeMessages, type Stored } from "./store-messages.ts";
import { formatNumber } from "../terminal.ts";

interface BatchRow extends Record<string, unknown> {
  batch: number;
  /** Lines of conversations that belong to this batch and did not exist before. */
  lines: number;
}

async function batchesOf({ session }: ImportContext): Promise<BatchRow[]> {
  const { rows } = await session.db.execute<BatchRow>(sql`
    select t.batch, count(*) filter (where o.outcome = 'new')::int as lines
    from targets t join old_conversations o on o.target = t.no
    group by t.batch order by t.batch`);
  return rows;
}

const inBatch = (batch: number): PairScope => [
  ({ owner, contact }) =>
    sql`(${owner}, ${contact}) in (select t.low_user, t.high_user from targets t where t.batch = ${batch})`,
];

/** Some conversations with all their messages, or none of them. */
const applyBatch = ({ session, policy, now }: ImportContext, batch: number): Promise<Stored> =>
  session.db.transaction(async (tx) => {
    // The policy's decision about two users has to hold until the commit.
    await shareRelationsLock(tx);
    await lockConversations(tx, batch, now);
    const stored = await storeMessages(tx);
    if (stored.alreadyThere > 0) await applyChanges(tx);
    await settleParticipants(tx, now);
    await settleDirectConversations(tx, { scope: inBatch(batch), policy });
    return stored;
  });

/**
 * A batch is a few rows of large tables, found by index. The planner knows nothing of the staging tables, and would
 * scan the large ones once per batch.
 */
const byIndex = "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off";

/** Conversations and messages, several whole conversations per transaction. */
export async function applyConversations(ctx: ImportContext, total: number): Promise<void> {
  let done = 0;
  await ctx.session.client.query(byIndex);
  for (const { batch, lines } of await batchesOf(ctx)) {
    ctx.signal.throwIfAborted();
    const { imported } = await applyBatch(ctx, batch);
    ctx.tally.add("conversations", { imported: lines });
    ctx.tally.add("messages", { imported });
    done += imported;
    ctx.show({
      done,
      total,
      text: `importing messages, ${formatNumber(done)} of ${formatNumber(total)}`,
    });
  }
}
