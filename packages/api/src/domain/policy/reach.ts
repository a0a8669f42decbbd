import type { Role } from "@parley/contract/people";
import type { Policy } from "./policy.ts";

/** How two people stand to each other, seen from the first. */
export interface Relation {
  readonly fromRole: Role;
  readonly toRole: Role;
  /** Whether both accounts are active: nobody writes to or from a closed one. */
  readonly bothActive: boolean;
  readonly blocked: boolean;
  readonly sameGroup: boolean;
  readonly addedByHand: boolean;
}

/** One line of the contact policy. The first line that applies decides. */
interface Rule {
  readonly id: string;
  readonly applies: (relation: Relation, policy: Policy) => boolean;
  readonly reaches: boolean;
}

/** Whether one person may write to another first. A block beats every rule but an ADMIN's. */
const rules = [
  { id: "inactive", applies: (r) => !r.bothActive, reaches: false },
  { id: "admin-reaches-everybody", applies: (r) => r.fromRole === "ADMIN", reaches: true },
  { id: "everybody-reaches-admins", applies: (r) => r.toRole === "ADMIN", reaches: true },
  { id: "blocked", applies: (r) => r.blocked, reaches: false },
  { id: "same-group", applies: (r) => r.sameGroup, reaches: true },
  {
    id: "mentor-reaches-every-mentee",
    applies: (r, policy) =>
      policy.mentorsReach === "all-mentees" && r.fromRole === "MENTOR" && r.toRole === "MENTEE",
    reaches: true,
  },
  {
    id: "added-by-hand",
    applies: (r, policy) => policy.customContacts === "open" && r.addedByHand,
    reaches: true,
  },
  { id: "strangers", applies: () => true, reaches: false },
] as const satisfies readonly Rule[];

export type RuleId = (typeof rules)[number]["id"];

export interface Decision {
  readonly reaches: boolean;
  readonly rule: RuleId;
}

/** What the policy says of one person writing to another first, and which line of it said so. */
export function decideReach(relation: Relation, policy: Policy): Decision {
  for (const rule of rules) {
    if (rule.applies(relation, policy)) return { reaches: rule.reaches, rule: rule.id };
  }
  throw new Error("the last rule of the contact policy applies to everybody");
}
