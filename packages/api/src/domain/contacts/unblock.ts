import type { UserInput } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { blocks } from "@parley/db/schema";
import { and, eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import type { Outgoing } from "../stream/append.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { type BlockPair, unreadChanges } from "./unread-changes.ts";
import { among } from "../relations/contact-rows.ts";

/** Deletes a block, and returns the events for its owner; none if there is no block. */
export async function deleteBlock(tx: Executor, pair: BlockPair): Promise<Outgoing[]> {
  const { blockerId, blockedId } = pair;
  const lifted = await tx
    .delete(blocks)
    .where(and(eq(blocks.blockerId, blockerId), eq(blocks.blockedId, blockedId)))
    .returning({ blockerId: blocks.blockerId });
  if (lifted.length === 0) return [];
  const unblocked = { userId: blockerId, type: "contact.unblocked", subjectId: blockedId } as const;
  return [unblocked, ...(await unreadChanges(tx, pair))];
}

/** Ends a block of the caller's. Messages refused during it were never stored. Idempotent. */
export async function unblock({ ctx, input: { userId } }: Call<UserInput>): Promise<void> {
  const me = ctx.actor.id;
  await changeRelations(ctx, {
    scope: among([me, userId]),
    async change(tx) {
      return {
        result: undefined,
        events: await deleteBlock(tx, { blockerId: me, blockedId: userId }),
      };
    },
  });
}
