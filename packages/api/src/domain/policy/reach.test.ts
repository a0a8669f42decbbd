import type { Role } from "@parley/contract/people";
import { expect, test } from "vitest";
import { defaultPolicy, type Policy } from "./policy.ts";
import { decideReach, type Relation, type RuleId } from "./reach.ts";

const between = (fromRole: Role, toRole: Role, more: Partial<Relation> = {}): Relation => ({
  fromRole,
  toRole,
  bothActive: true,
  blocked: false,
  sameGroup: false,
  addedByHand: false,
  ...more,
});

const own: Policy = { ...defaultPolicy, mentorsReach: "own-groups" };
const closed: Policy = { ...defaultPolicy, customContacts: "off" };

const cases: readonly [string, Relation, Policy, RuleId, boolean][] = [
  [
    "an ADMIN to a stranger",
    between("ADMIN", "MENTEE"),
    defaultPolicy,
    "admin-reaches-everybody",
    true,
  ],
  [
    "a stranger to an ADMIN",
    between("MENTEE", "ADMIN"),
    defaultPolicy,
    "everybody-reaches-admins",
    true,
  ],
  [
    "an ADMIN across a block",
    between("ADMIN", "MENTEE", { blocked: true }),
    defaultPolicy,
    "admin-reaches-everybody",
    true,
  ],
  [
    "to somebody deactivated",
    between("ADMIN", "MENTEE", { bothActive: false }),
    defaultPolicy,
    "inactive",
    false,
  ],
  [
    "across a block in one group",
    between("MENTOR", "MENTEE", { blocked: true, sameGroup: true }),
    defaultPolicy,
    "blocked",
    false,
  ],
  [
    "a mentee to the group",
    between("MENTEE", "MENTEE", { sameGroup: true }),
    defaultPolicy,
    "same-group",
    true,
  ],
  [
    "a mentor to any mentee",
    between("MENTOR", "MENTEE"),
    defaultPolicy,
    "mentor-reaches-every-mentee",
    true,
  ],
  [
    "a mentor to any mentee, where only own groups count",
    between("MENTOR", "MENTEE"),
    own,
    "strangers",
    false,
  ],
  ["a mentee to any mentor", between("MENTEE", "MENTOR"), defaultPolicy, "strangers", false],
  ["a mentor to another mentor", between("MENTOR", "MENTOR"), defaultPolicy, "strangers", false],
  [
    "to a contact added by hand",
    between("MENTEE", "MENTEE", { addedByHand: true }),
    defaultPolicy,
    "added-by-hand",
    true,
  ],
  [
    "to a contact added by hand, where that is off",
    between("MENTEE", "MENTEE", { addedByHand: true }),
    closed,
    "strangers",
    false,
  ],
];

test.each(cases)("POL-1: %s", (_, relation, policy, rule, reaches) => {
  expect(decideReach(relation, policy)).toEqual({ rule, reaches });
});
