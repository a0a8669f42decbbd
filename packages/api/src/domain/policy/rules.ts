import type { PolicyAction } from "@parley/contract/contacts";
import { type Fact, isAccountFact } from "./facts.ts";
import type { Policy } from "./policy.ts";

/** What a rule says about an action; `-`: nothing, the next rule decides. */
export type RuleResult = "yes" | "no" | "-";

/** One rule of the contact policy. It applies if all of its facts are true. */
export interface Rule {
  readonly id: string;
  readonly when: readonly Fact[];
  /** The setting by which an installation switches the rule off, if any. */
  readonly under?: (policy: Policy) => boolean;
  readonly says: Readonly<Record<PolicyAction, RuleResult>>;
}

const all = (says: RuleResult) => ({
  open: says,
  send: says,
  typing: says,
  mention: says,
  search: says,
  presence: says,
});

const mentorsReachAll = (policy: Policy) => policy.mentorsReach === "all-mentees";
const handsCount = (policy: Policy) => policy.customContacts === "open";

/**
 * The contact policy: of the rules that apply and cover an action, the first decides.
 *
 * The rules about accounts and blocks come first and are checked on every action, in the direction of the action: only
 * those about a `SYSTEM` user differ by direction. The rules about what connects two
 * users come after them; in a direct conversation its `state` stores their result, and in a group's conversation its
 * present members are connected.
 */
export const rules = [
  { id: "inactive", when: ["closed"], says: all("no") },
  { id: "system-is-not-answered", when: ["toSystem"], says: all("no") },
  {
    id: "system-reaches-everybody",
    when: ["fromSystem"],
    says: { ...all("yes"), search: "no", presence: "no" },
  },
  {
    id: "automated-is-not-listed",
    when: ["automated"],
    says: { ...all("-"), search: "no", presence: "no" },
  },
  { id: "admin-reaches-everybody", when: ["fromAdmin"], says: all("yes") },
  { id: "everybody-reaches-admins", when: ["toAdmin"], says: all("yes") },
  { id: "blocked", when: ["blocked"], says: all("no") },
  {
    id: "bot-and-anybody",
    when: ["automated"],
    says: { ...all("yes"), search: "-", presence: "-" },
  },
  { id: "same-group", when: ["sameGroup"], says: all("yes") },
  {
    id: "mentor-reaches-every-mentee",
    when: ["fromMentor", "toMentee"],
    under: mentorsReachAll,
    says: { ...all("yes"), presence: "-" },
  },
  {
    id: "added-by-hand",
    when: ["fromAdded"],
    under: handsCount,
    says: { ...all("yes"), presence: "-" },
  },
  {
    id: "added-each-other",
    when: ["fromAdded", "toAdded"],
    under: handsCount,
    says: { ...all("-"), presence: "yes" },
  },
  { id: "strangers", when: [], says: all("no") },
] as const satisfies readonly Rule[];

/** Whether a rule is one of those about accounts and blocks. */
export const isAccountRule = ({ when }: Pick<Rule, "when">): boolean =>
  when.length > 0 && when.every(isAccountFact);

export type RuleId = (typeof rules)[number]["id"];

/**
 * The directions that an action requires, unless a rule about accounts and blocks decides. A direct conversation is open to both while one reaches the other; presence
 * is shown only if each may see the other.
 */
export const asks = {
  open: "either",
  send: "either",
  typing: "either",
  mention: "either",
  search: "there",
  presence: "both",
} as const satisfies Record<PolicyAction, "there" | "either" | "both">;
