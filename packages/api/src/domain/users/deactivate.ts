import type { UserInput } from "@parley/contract/people";
import { users } from "@parley/db/schema";
import { and, eq, ne } from "drizzle-orm";
import { isAnyOf } from "../any-of.ts";
import type { Platform, StaffCall } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requireStaff } from "../groups/members.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { eraseDrafts } from "../participants/drafts.ts";
import { involvingAny } from "../relations/contact-rows.ts";

/** Closes accounts, and returns the ids of those that exist. `sparesAdmins`: only of people who are no ADMINs now. */
export async function deactivateUsers(
  ctx: Platform,
  ids: readonly string[],
  { sparesAdmins = false }: { readonly sparesAdmins?: boolean } = {},
): Promise<string[]> {
  return changeRelations(ctx, {
    scope: involvingAny(ids),
    inGroupsOf: { any: ids },
    accounts: ids,
    async change(tx) {
      const isMeant = sparesAdmins
        ? and(ne(users.role, "ADMIN"), eq(users.kind, "PERSON"), eq(users.status, "active"))
        : undefined;
      const closed = await tx
        .update(users)
        .set({ status: "deactivated", tokensValidAfter: ctx.clock.now() })
        .where(and(isAnyOf(users.id, ids), isMeant))
        .returning({ id: users.id });
      const result = closed.map(({ id }) => id);
      await eraseDrafts(tx, result);
      return { result, events: [] };
    },
  });
}

/** Closes an account: its tokens are revoked, its sockets close, no one reaches it. Its messages stay. */
export async function deactivateUser({
  ctx,
  input: { userId },
}: StaffCall<UserInput>): Promise<void> {
  requireStaff(ctx);
  const closed = await deactivateUsers(ctx, [userId]);
  if (closed.length === 0) throw new DomainError("not_found");
}
