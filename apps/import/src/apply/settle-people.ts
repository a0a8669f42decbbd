import { involvingAny } from "@parley/api/domain/relations/contact-rows";
import type { Policy } from "@parley/api/domain/policy/policy";
import { settleDirectConversations } from "@parley/api/domain/relations/settle-direct-conversations";
import type { Executor } from "@parley/db/database";
import type { SQL } from "drizzle-orm";

/**
 * Sets the direct conversations of some users, `people` being a query of their ids, to the state that the policy
 * requires after a change. Its events are not written: an import ends with a `resync` for everyone.
 */
export async function settlePeople(
  tx: Executor,
  { people, policy }: { people: SQL; policy: Policy },
): Promise<void> {
  const { rows } = await tx.execute<{ id: string }>(people);
  await settleDirectConversations(tx, { scope: involvingAny(rows.map(({ id }) => id)), policy });
}
