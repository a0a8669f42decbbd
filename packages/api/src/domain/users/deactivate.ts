import type { UserInput } from "@parley/contract/people";
import { sql } from "drizzle-orm";
import type { StaffCall } from "../context.ts";
import { involving } from "../relations/contact-rows.ts";
import { DomainError } from "../errors.ts";
import { groupConversationsOf } from "../relations/group-conversations.ts";
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
    elsewhere: groupConversationsOf(userId),
    account: userId,
    async change(tx) {
      const { rows } = await tx.execute(sql`
        update users set status = 'deactivated', tokens_valid_after = ${ctx.clock.now()}
        where id = ${userId} returning id`);
      if (rows.length === 0) throw new DomainError("not_found");
      return { result: undefined, events: [] };
    },
  });
}
