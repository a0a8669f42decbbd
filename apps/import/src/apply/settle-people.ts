import { involvingAny, settleDirectConversations } from "@parley/api/import-support";
import type { Policy } from "@parley/api/platform";
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
