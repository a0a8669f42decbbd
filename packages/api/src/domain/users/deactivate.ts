import type { UserInput } from "@parley/contract/people";
import { users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import type { StaffCall } from "../context.ts";
import { involving } from "../relations/contact-rows.ts";
import { DomainError } from "../errors.ts";
import { requireStaff } from "../groups/members.ts";
import { changeRelations } from "../relations/change-relations.ts";

/** Closes an account: its tokens are revoked, its sockets close, no one reaches it. Its messages stay. */
export async function deactivateUser({
  ctx,
  input: { userId },
}: StaffCall<UserInput>): Promise<void> {
  requireStaff(ctx);
  await changeRelations(ctx, {
    scope: involving(userId),
    inGroupsOf: [userId],
    accounts: [userId],
    async change(tx) {
      const closed = await tx
        .update(users)
        .set({ status: "deactivated", tokensValidAfter: ctx.clock.now() })
        .where(eq(users.id, userId))
        .returning({ id: users.id });
      if (closed.length === 0) throw new DomainError("not_found");
      return { result: undefined, events: [] };
    },
  });
}
