import type { PolicyAction } from "@parley/contract/contacts";
import { type Fragment, fragment } from "@parley/db/statement";
import { type Fact, facts, type Sides } from "./facts.ts";
import type { Policy } from "./policy.ts";
import { asks, isAccountRule, type Rule, rules } from "./rules.ts";

interface Asking {
  /** Replaces the fact `blocked`, of which the first of the two may know a part only. */
  readonly blocked?: Fragment;
}

const condition = (when: readonly Fact[], sides: Sides, { blocked }: Asking) => {
  if (when.length === 0) return "true";
  return when
    .map((fact) => (fact === "blocked" && blocked !== undefined ? blocked : facts[fact](sides)))
    .join(" and ");
};

/** The rules about an action, as one expression. */
function firstOf(
  table: readonly Rule[],
  {
    action,
    sides,
    otherwise,
    ...asking
  }: { action: PolicyAction; sides: Sides; otherwise: string | Fragment } & Asking,
): Fragment {
  const branches = table
    .filter(({ says }) => says[action] !== "-")
    .map(
      ({ when, says }) => `when ${condition(when, sides, asking)} then ${says[action] === "yes"}`,
    );
  return fragment`case ${branches.join("\n")} else ${otherwise} end`;
}

/** Whether the contact policy allows an action between two rows of `users`, as an SQL condition. */
export function allows(action: PolicyAction, sides: Sides, policy: Policy): Fragment {
  const table: readonly Rule[] = rules;
  const inForce = table.filter(({ under }) => under?.(policy) ?? true);
  const ask = (from: string, to: string) =>
    firstOf(inForce, { action, sides: { from, to }, otherwise: "false" });
  const there = ask(sides.from, sides.to);
  switch (asks[action]) {
    case "there":
      return there;
    case "either":
      return firstOf(rules.filter(isAccountRule), {
        action,
        sides,
        otherwise: fragment`(${there} or ${ask(sides.to, sides.from)})`,
      });
    case "both":
      return fragment`(${there} and ${ask(sides.to, sides.from)})`;
  }
}

/**
 * The same for two participants of one open conversation: only the rules about accounts and blocks, since an open
 * conversation implies that something connects the two.
 */
export function allowsTogether(action: PolicyAction, sides: Sides, asking: Asking = {}): Fragment {
  const table: readonly Rule[] = rules;
  return firstOf(table.filter(isAccountRule), { action, sides, otherwise: "true", ...asking });
}
