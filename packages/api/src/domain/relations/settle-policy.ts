import { conversations, settledPolicy } from "@parley/db/schema";
import { gt } from "drizzle-orm";
import type { Delivery } from "../../bus/bus.ts";
import type { Platform } from "../context.ts";
import { appendEvents } from "../stream/append.ts";
import type { Policy } from "../policy/policy.ts";
import { type Rule, rules } from "../policy/rules.ts";
import {
  changedOf,
  judgeStates,
  lockDirectConversations,
  stateEvents,
  storeStates,
} from "./settle-direct-conversations.ts";
import { lockRelations } from "./lock-relations.ts";

/** Conversations settled in one transaction. */
const BATCH = 500;

/** All settings, and the rules of this release, that decide the states of conversations. */
function describe(policy: Policy): string {
  const table: readonly Rule[] = rules;
  const inForce = table.filter(({ under }) => under?.(policy) ?? true);
  const { blockNotice } = policy;
  return JSON.stringify({ blockNotice, rules: inForce.map(({ when, says }) => [when, says.send]) });
}

/** The next conversations by id, settled as a change of relations would settle them. */
async function settleBatch(
  { db, policy }: Platform,
  { after, batch }: { after: string | undefined; batch: number },
): Promise<{ last: string | undefined; deliveries: Delivery[] }> {
  return db.transaction(async (tx) => {
    await lockRelations(tx);
    const where = after === undefined ? undefined : gt(conversations.id, after);
    const rows = await lockDirectConversations(tx, { where, limit: batch });
    const settled = await judgeStates(tx, { rows, policy });
    const changed = changedOf(settled);
    if (changed.length > 0) await storeStates(tx, changed);
    const told = settled.filter((row) => row.isBlocked || changed.includes(row));
    return { last: rows.at(-1)?.id, deliveries: await appendEvents(tx, stateEvents(told)) };
  });
}

/**
 * Settles every direct conversation by the current policy, if the stored states follow another one: that of the last
 * start, or of an older release. Returns whether it did. An interrupted pass is repeated at the next start.
 */
export async function settlePolicy(
  ctx: Platform,
  { batch = BATCH }: { batch?: number } = {},
): Promise<boolean> {
  const policy = describe(ctx.policy);
  const [known] = await ctx.db.select().from(settledPolicy);
  if (known?.policy === policy) return false;
  let after: string | undefined;
  do {
    const { last, deliveries } = await settleBatch(ctx, { after, batch });
    ctx.bus.deliver(deliveries);
    after = last;
  } while (after !== undefined);
  const settled = { policy, settledAt: ctx.clock.now() };
  await ctx.db
    .insert(settledPolicy)
    .values(settled)
    .onConflictDoUpdate({ target: settledPolicy.isOnly, set: settled });
  return true;
}
