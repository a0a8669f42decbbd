import { sql } from "drizzle-orm";
import { type PairScope, within } from "../contacts/contact-rows.ts";
import type { Executor } from "../events/append.ts";

/**
 * Locks every conversation that a change of relations can touch, the group's among them, in the one order
 * of ids: a batch of sends locks several as well, and must not wait for this while this waits for it.
 */
export const lockConversations = (
  tx: Executor,
  { scope, groupId }: { scope: PairScope; groupId: string | undefined },
) =>
  tx.execute(sql`
    select from conversations c
    where (c.kind = 'direct' and ${within(scope, { owner: sql`c.low_user`, contact: sql`c.high_user` })})
      or c.group_id = ${groupId ?? null}
    order by c.id
    for no key update`);
