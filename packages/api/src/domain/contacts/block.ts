import type { BlockedPerson } from "@parley/contract/contacts";
import type { UserInput } from "@parley/contract/people";
import { blocks, users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import type { ActorContext, Call } from "../context.ts";
import { DomainError, invalidInput, orNotFound } from "../errors.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { canKnow } from "../relations/can-know.ts";
import { loadBlocked } from "./list-blocked.ts";
import { among } from "../relations/contact-rows.ts";
import { unreadChanges } from "./unread-changes.ts";

/** An ADMIN can neither block nor be blocked: they have a duty of care. A `SYSTEM` user speaks for the platform. */
async function authorise(ctx: ActorContext, userId: string) {
  if (userId === ctx.actor.id) throw invalidInput("userId", "is the caller's own id");
  if (!(await canKnow(ctx, userId))) throw new DomainError("not_found");
  const [user] = await ctx.db
    .select({ role: users.role, kind: users.kind })
    .from(users)
    .where(eq(users.id, userId));
  const { role, kind } = orNotFound(user);
  if (role === "ADMIN" || kind === "SYSTEM" || ctx.actor.role === "ADMIN")
    throw new DomainError("forbidden");
}

/**
 * Blocks a user: from the commit on, nothing passes between the two in direct conversations and signals. The blocked
 * user learns of it when they try to write; if the policy is `immediate`, their direct conversation turns read-only at
 * once. Idempotent.
 */
export async function block({ ctx, input: { userId } }: Call<UserInput>): Promise<BlockedPerson> {
  const me = ctx.actor.id;
  const pair = { blockerId: me, blockedId: userId };
  await authorise(ctx, userId);
  await changeRelations(ctx, {
    scope: among([me, userId]),
    inGroupsOf: { all: [me, userId] },
    async change(tx) {
      const added = await tx
        .insert(blocks)
        .values({ ...pair, createdAt: ctx.clock.now() })
        .onConflictDoNothing()
        .returning({ blockerId: blocks.blockerId });
      if (added.length === 0) return { result: undefined, events: [] };
      const blocked = { userId: me, type: "contact.blocked", subjectId: userId } as const;
      return { result: undefined, events: [blocked, ...(await unreadChanges(tx, pair))] };
    },
  });
  const blocked = await loadBlocked(ctx.db, me);
  return orNotFound(blocked.find(({ person }) => person.id === userId));
}
