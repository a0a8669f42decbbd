import type { PolicyAction } from "@parley/contract/contacts";
import type { Role } from "@parley/contract/people";
import { expect, test } from "vitest";
import { decide } from "./decide.ts";
import { type Fact, facts, isAccountFact, mirrored, type Relation } from "./facts.ts";
import { defaultPolicy, type Policy } from "./policy.ts";
import { type Rule, type RuleId, rules } from "./rules.ts";

const between = (from: Role, to: Role, more: Partial<Relation> = {}): Relation => ({
  closed: false,
  blocked: false,
  automated: false,
  fromSystem: false,
  toSystem: false,
  fromAdmin: from === "ADMIN",
  toAdmin: to === "ADMIN",
  sameGroup: false,
  fromMentor: from === "MENTOR",
  toMentor: to === "MENTOR",
  fromMentee: from === "MENTEE",
  toMentee: to === "MENTEE",
  fromAdded: false,
  toAdded: false,
  ...more,
});

const own: Policy = { ...defaultPolicy, mentorsReach: "own-groups" };
const off: Policy = { ...defaultPolicy, customContacts: "off" };

type Case = readonly [title: string, Relation, Policy, RuleId, boolean];

const searches: readonly Case[] = [
  ["an ADMIN, a stranger", between("ADMIN", "MENTEE"), own, "admin-reaches-everybody", true],
  ["anybody, an ADMIN", between("MENTEE", "ADMIN"), own, "everybody-reaches-admins", true],
  [
    "an ADMIN, a user across a block",
    between("ADMIN", "MENTEE", { blocked: true }),
    own,
    "admin-reaches-everybody",
    true,
  ],
  [
    "nobody, a closed account",
    between("ADMIN", "MENTEE", { closed: true }),
    own,
    "inactive",
    false,
  ],
  [
    "nobody, somebody of their group across a block",
    between("MENTOR", "MENTEE", { blocked: true, sameGroup: true }),
    own,
    "blocked",
    false,
  ],
  [
    "a mentee, their group",
    between("MENTEE", "MENTEE", { sameGroup: true }),
    own,
    "same-group",
    true,
  ],
  [
    "a mentor, any mentee",
    between("MENTOR", "MENTEE"),
    defaultPolicy,
    "mentor-reaches-every-mentee",
    true,
  ],
  [
    "no mentor, any mentee, where only own groups count",
    between("MENTOR", "MENTEE"),
    own,
    "strangers",
    false,
  ],
  ["no mentee, any mentor", between("MENTEE", "MENTOR"), defaultPolicy, "strangers", false],
  ["no mentor, another one", between("MENTOR", "MENTOR"), defaultPolicy, "strangers", false],
  [
    "anybody, whom they added",
    between("MENTEE", "MENTEE", { fromAdded: true }),
    own,
    "added-by-hand",
    true,
  ],
  [
    "nobody, whom they added, where that is off",
    between("MENTEE", "MENTEE", { fromAdded: true }),
    off,
    "strangers",
    false,
  ],
  [
    "nobody, who added them",
    between("MENTEE", "MENTEE", { toAdded: true }),
    own,
    "strangers",
    false,
  ],
];

test.each(searches)("POL-1: search finds %s", (_, relation, policy, rule, allowed) => {
  expect(decide("search", relation, policy)).toEqual({ rule, allowed, seenFrom: "first" });
});

test("POL-2: what two users do in one conversation is allowed once either reaches the other", () => {
  const reached = between("MENTEE", "MENTOR");
  for (const action of ["open", "send", "typing", "mention"] as const) {
    expect(decide(action, reached, defaultPolicy)).toEqual({
      rule: "mentor-reaches-every-mentee",
      allowed: true,
      seenFrom: "second",
    });
  }
});

test("SIG-6: presence requires that both have added each other, and that custom contacts are on", () => {
  const [one, each] = [{ fromAdded: true }, { fromAdded: true, toAdded: true }].map((added) =>
    between("MENTEE", "MENTEE", added),
  );
  if (one === undefined || each === undefined) throw new Error("two relations");
  expect(decide("presence", one, own).allowed).toBe(false);
  expect(decide("presence", mirrored(one), own).allowed).toBe(false);
  expect(decide("presence", each, own)).toMatchObject({ rule: "added-each-other", allowed: true });
  expect(decide("presence", each, off).allowed).toBe(false);
  expect(decide("presence", between("MENTOR", "MENTEE"), defaultPolicy).allowed).toBe(false);
});

/** Every combination of facts. */
function* everyRelation(): Generator<Relation> {
  const none = between("MENTEE", "MENTEE", { fromMentee: false, toMentee: false });
  const names = Object.keys(facts).filter((name): name is Fact => name in none);
  for (let bits = 0; bits < 2 ** names.length; bits += 1) {
    const held = names.filter((_, at) => (bits >> at) % 2 === 1);
    yield { ...none, ...Object.fromEntries(held.map((name) => [name, true])) };
  }
}

const table: readonly Rule[] = rules;
const isOfAccounts = ({ when }: Rule) => when.length > 0 && when.every(isAccountFact);

test("KIND-4, KIND-5: a SYSTEM user writes to everyone and no one to them; a BOT writes with everyone but across a block", () => {
  const system = between("MENTEE", "MENTEE", { fromSystem: true, automated: true });
  const bot = between("MENTEE", "MENTEE", { automated: true });
  for (const action of ["open", "send", "typing", "mention"] as const) {
    expect(decide(action, system, own).rule).toBe("system-reaches-everybody");
    expect(decide(action, system, own).allowed).toBe(true);
    const back = decide(action, { ...mirrored(system), fromAdmin: true }, own);
    expect(back).toEqual({ rule: "system-is-not-answered", allowed: false, seenFrom: "first" });
    expect(decide(action, bot, own)).toMatchObject({ rule: "bot-and-anybody", allowed: true });
    expect(decide(action, { ...bot, blocked: true }, own).allowed).toBe(false);
  }
  for (const action of ["search", "presence"] as const) {
    for (const relation of [system, mirrored(system), bot, { ...bot, fromAdmin: true }])
      expect(decide(action, relation, own).allowed).toBe(false);
  }
});

test("POL-9: the rules about accounts and blocks come first, apply under every policy, and are symmetric except towards a SYSTEM user", () => {
  const ofAccounts = table.filter(isOfAccounts);
  expect(table.slice(0, ofAccounts.length)).toEqual(ofAccounts);
  expect(ofAccounts.filter(({ under }) => under !== undefined)).toEqual([]);
  const first = (relation: Relation) =>
    ofAccounts.find(({ when }) => when.every((fact) => relation[fact]))?.says;
  let seen = 0;
  for (const relation of everyRelation()) {
    if (!relation.fromSystem && !relation.toSystem)
      expect(first(mirrored(relation))).toEqual(first(relation));
    seen += 1;
  }
  expect(seen).toBe(2 ** Object.keys(facts).length);
});

test("POL-1: every row of the table decides something, and the last one everything else", () => {
  const actions: readonly PolicyAction[] = [
    "open",
    "send",
    "typing",
    "mention",
    "search",
    "presence",
  ];
  const deciding = new Set<string>();
  for (const relation of everyRelation())
    for (const action of actions)
      for (const policy of [defaultPolicy, own, off])
        deciding.add(decide(action, relation, policy).rule);
  expect(deciding).toEqual(new Set(table.map(({ id }) => id)));
});
