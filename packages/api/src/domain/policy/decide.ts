import type { PolicyAction } from "@parley/contract/contacts";
import { mirrored, type Relation } from "./facts.ts";
import type { Policy } from "./policy.ts";
import { asks, type Rule, type RuleId, rules } from "./rules.ts";

export interface Decision {
  readonly allowed: boolean;
  readonly rule: RuleId;
  /** The direction in which the rule applied. */
  readonly seenFrom: "first" | "second";
}

/** What the rules decide about an action of the first user towards the second. */
function ask(action: PolicyAction, relation: Relation, policy: Policy) {
  for (const { id, ...rule } of rules) {
    const { when, under, says }: Omit<Rule, "id"> = rule;
    const applies = when.every((fact) => relation[fact]) && (under?.(policy) ?? true);
    if (applies && says[action] !== "-") return { allowed: says[action] === "yes", rule: id };
  }
  throw new Error("the last rule of the contact policy applies to everybody");
}

/** What the contact policy decides about an action between two users, and by which rule. */
export function decide(action: PolicyAction, relation: Relation, policy: Policy): Decision {
  const there: Decision = { ...ask(action, relation, policy), seenFrom: "first" };
  const back = (): Decision => ({
    ...ask(action, mirrored(relation), policy),
    seenFrom: "second",
  });
  switch (asks[action]) {
    case "there":
      return there;
    case "either": {
      if (there.allowed) return there;
      const other = back();
      return other.allowed ? other : there;
    }
    case "both":
      return there.allowed ? back() : there;
  }
}
