import type { Explanation, PolicyRule } from "@parley/contract/contacts";
import type { UserInput } from "@parley/contract/people";
import type { Call } from "../context.ts";
import { findPair } from "../relations/pair.ts";
import { DomainError, invalidInput, orNotFound } from "../errors.ts";
import { decide, type Decision } from "../policy/decide.ts";
import type { Relation } from "../policy/facts.ts";
import { loadRelations } from "../policy/load-relations.ts";
import type { Policy } from "../policy/policy.ts";
import { canKnow } from "../relations/can-know.ts";
import { loadContacts } from "./load-contacts.ts";

/** The rule that decided, as far as the caller may know it. */
function ruleFor({ rule, seenFrom }: Decision, isBlockedByCaller: boolean): PolicyRule {
  if (seenFrom === "second") return "you-are-reached";
  switch (rule) {
    case "blocked":
      return isBlockedByCaller ? "you-blocked" : "unavailable";
    case "inactive":
      return "unavailable";
    case "admin-reaches-everybody":
    case "everybody-reaches-admins":
    case "system-is-not-answered":
    case "bot-and-anybody":
    case "same-group":
    case "mentor-reaches-every-mentee":
    case "added-by-hand":
    case "strangers":
      return rule;
    case "system-reaches-everybody":
      throw new Error("a SYSTEM user makes no calls");
    case "automated-is-not-listed":
    case "added-each-other":
      throw new Error("this rule does not cover writing");
  }
}

const answers = (relation: Relation, policy: Policy): Explanation["may"] => ({
  open: decide("open", relation, policy).allowed,
  send: decide("send", relation, policy).allowed,
  typing: decide("typing", relation, policy).allowed,
  mention: decide("mention", relation, policy).allowed,
  search: decide("search", relation, policy).allowed,
  presence: decide("presence", relation, policy).allowed,
});

/** What the caller may do with another user, and why. A user whom they may not know of is `not_found`. */
export async function explain({ ctx, input: { userId } }: Call<UserInput>): Promise<Explanation> {
  const me = ctx.actor.id;
  if (userId === me) throw invalidInput("userId", "is the caller's own id");
  const found = await loadRelations(ctx.db, { fromId: me, toId: userId });
  if (!(await canKnow(ctx, userId))) throw new DomainError("not_found");
  const { blockedByFrom, ...relation } = orNotFound(found);
  const may = answers(relation, ctx.policy);
  const verdict = {
    canWrite: may.send,
    rule: ruleFor(decide("send", relation, ctx.policy), blockedByFrom),
    // An existing conversation can always be opened: both keep their history.
    may: { ...may, open: may.open || (await findPair(ctx.db, me, userId)) !== undefined },
  };
  // A deactivated user is no longer a contact, so the reasons would distinguish a block by them from that.
  if (verdict.rule === "unavailable") return { ...verdict, reasons: [] };
  const owned = await loadContacts(ctx.db, { among: [me, userId] });
  const reasons = owned.find(({ ownerId }) => ownerId === me)?.contact.reasons ?? [];
  return { ...verdict, reasons };
}
