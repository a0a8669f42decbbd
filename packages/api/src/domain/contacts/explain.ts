import type { Explanation, PolicyRule } from "@parley/contract/contacts";
import type { UserInput } from "@parley/contract/people";
import type { Call } from "../context.ts";
import { DomainError, orNotFound } from "../errors.ts";
import { type BothRelations, loadRelations } from "../policy/load-relations.ts";
import type { Policy } from "../policy/policy.ts";
import { decideReach } from "../policy/reach.ts";
import { among } from "./contact-rows.ts";
import { hasMet } from "./has-met.ts";
import { loadContacts } from "./load-contacts.ts";

/** The line that decided, as the caller may know it. */
function ruleFor(both: BothRelations, policy: Policy): { canWrite: boolean; rule: PolicyRule } {
  const { reaches, rule } = decideReach(both.there, policy);
  switch (rule) {
    case "blocked":
      return { canWrite: false, rule: both.blockedByFrom ? "you-blocked" : "unavailable" };
    case "inactive":
      return { canWrite: false, rule: "unavailable" };
    case "strangers": {
      const isReached = decideReach(both.back, policy).reaches;
      return { canWrite: isReached, rule: isReached ? "you-are-reached" : "strangers" };
    }
    case "admin-reaches-everybody":
    case "everybody-reaches-admins":
    case "same-group":
    case "mentor-reaches-every-mentee":
    case "added-by-hand":
      return { canWrite: reaches, rule };
  }
}

/** Why the caller can or cannot write to somebody. Somebody whom they may not know of is `not_found`. */
export async function explain({ ctx, input: { userId } }: Call<UserInput>): Promise<Explanation> {
  if (userId === ctx.actor.id) throw new DomainError("invalid_input");
  const both = await loadRelations(ctx.db, { fromId: ctx.actor.id, toId: userId });
  if (!(await hasMet(ctx, userId))) throw new DomainError("not_found");
  const verdict = ruleFor(orNotFound(both), ctx.policy);
  // Somebody who left is no contact any more, so the reasons would tell a block by them apart from that.
  if (verdict.rule === "unavailable") return { ...verdict, reasons: [] };
  const owned = await loadContacts(ctx.db, among([ctx.actor.id, userId]));
  const reasons = owned.find(({ ownerId }) => ownerId === ctx.actor.id)?.contact.reasons ?? [];
  return { ...verdict, reasons };
}
