import type { PolicyAction } from "@parley/contract/contacts";
import { mirrored, type Relation } from "./facts.ts";
import type { Policy } from "./policy.ts";
import { asks, isAccountRule, type Rule, type RuleId, rules } from "./rules.ts";

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
    if (applies && says[action] !== "-") {
      return { allowed: says[action] === "yes", rule: id, isFinal: isAccountRule(rule) };
    }
  }
  throw new Error("the last rule of the contact policy applies to everybody");
}

/** What the contact policy decides about an action between two users, and by which rule. */
export function decide(action: PolicyAction, relation: Relation, policy: Policy): Decision {
  const { isFinal, ...asked } = ask(action, relation, policy);
  const there: Decision = { ...asked, seenFrom: "first" };
  const back = (): Decision => {
    const { allowed, rule } = ask(action, mirrored(relation), policy);
    return { allowed, rule, seenFrom: "second" };
  };
  switch (asks[action]) {
    case "there":
      return there;
    case "either": {
      if (there.allowed || isFinal) return there;
      const other = back();
      return other.allowed ? other : there;
    }
    case "both":
      return there.allowed ? back() : there;
  }
}
