import type { Person, upsertUserInput } from "@parley/contract/people";
import type * as z from "zod";
import type { StaffCall } from "../context.ts";
import { DomainError, orNotFound } from "../errors.ts";
import { requireStaff } from "../groups/members.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { involving } from "../relations/contact-rows.ts";
import { loadPeople } from "./load-people.ts";
import { storeUsers, toWantedUser } from "./store-users.ts";

/**
 * The host platform creates or updates a user. Another user's address is `already_exists`; an unchanged user causes no
 * events.
 */
export async function upsertUser({
  ctx,
  input,
}: StaffCall<z.output<typeof upsertUserInput>>): Promise<Person> {
  requireStaff(ctx);
  await changeRelations(ctx, {
    scope: involving(input.id),
    accounts: [input.id],
    async change(tx) {
      const stored = { wanted: [toWantedUser(input)], now: ctx.clock.now() };
      const { verdicts, events } = await storeUsers(tx, stored);
      for (const verdict of verdicts) {
        if (verdict.outcome === "refused")
          throw new DomainError(verdict.reason, { issues: [verdict.issue] });
      }
      return { result: undefined, events };
    },
  });
  const [person] = await loadPeople(ctx.db, [input.id]);
  return orNotFound(person);
}
