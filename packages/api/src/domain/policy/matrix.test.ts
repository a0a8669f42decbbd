import type { PolicyAction } from "@parley/contract/contacts";
import { users } from "@parley/db/schema";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { decide } from "./decide.ts";
import { allows } from "./decide-sql.ts";
import { loadRelationsOf } from "./load-relations.ts";
import { type Case, cases, policies } from "./matrix/cases.ts";
import { type Answer, type Answers, expected, type Told } from "./matrix/expected.ts";
import { play } from "./matrix/play.ts";
import { build } from "./matrix/programme.ts";
import { defaultPolicy, type Policy } from "./policy.ts";
import { rules } from "./rules.ts";
import { createAudiences } from "../relations/presence-audience.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi();

/** The expected table entry of each action; a missing one does not compile. */
const oracle = {
  open: ({ open }) => open === "yes",
  send: ({ open }) => open === "yes",
  typing: ({ open }) => open === "yes",
  mention: ({ open }) => open === "yes",
  search: ({ search }) => search === "yes",
  presence: ({ presence }) => presence === "yes",
} as const satisfies Record<PolicyAction, (answers: Answers) => boolean>;
// The keys of an object literal, with their type.
const actions = Object.keys(oracle) as PolicyAction[];

const titleOf = ({ fromRole, toRole, relation, silence }: Case) =>
  [fromRole, toRole, relation, silence].join(" ");

async function askInSql(policy: Policy): Promise<Record<string, boolean>[]> {
  const columns = actions.map(
    (action) => sql`${allows(action, { from: "f", to: "t" }, policy)} as ${sql.raw(action)}`,
  );
  const { rows } = await api.platform.db.execute<Record<string, boolean>>(sql`
    select ${sql.join(columns, sql`, `)}
    from unnest(${sql.param(cases.map(({ fromId }) => fromId))}::text[],
                ${sql.param(cases.map(({ toId }) => toId))}::text[]) with ordinality as p (from_id, to_id, ord)
    join ${users} f on f.id = p.from_id join ${users} t on t.id = p.to_id order by ord`);
  return rows;
}

test("POL-1: in every case and under every policy the table says what SPEC.md says, in the program and in SQL", async () => {
  await build(api.platform.db, cases);
  const relations = await loadRelationsOf(api.platform.db, cases);
  const deciding = new Set<string>();
  for (const choice of policies) {
    const policy = { ...defaultPolicy, ...choice };
    const inSql = await askInSql(policy);
    const answers = cases.map((it, at) => {
      const relation = relations[at];
      if (relation === undefined) throw new Error("people who are not there");
      const decisions = actions.map(
        (action) => [action, decide(action, relation, policy)] as const,
      );
      for (const [, { rule }] of decisions) deciding.add(rule);
      const allowed = decisions.map(([action, decision]) => [action, decision.allowed]);
      return [titleOf(it), Object.fromEntries(allowed), inSql[at]];
    });
    const wanted = cases.map((it) => {
      const said = expected(it, policy);
      const allowed = Object.fromEntries(actions.map((action) => [action, oracle[action](said)]));
      return [titleOf(it), allowed, allowed];
    });
    expect(answers, JSON.stringify(choice)).toEqual(wanted);
  }
  expect(deciding, "rules that decide no case").toEqual(new Set(rules.map(({ id }) => id)));
});

/** The refusal of each reason, if the action is attempted anyway. */
const refusals: Record<Told, readonly Answer[]> = {
  yes: ["yes"],
  left: ["conversation_readonly"],
  archived: ["conversation_readonly"],
  unconnected: ["conversation_readonly"],
  blocked: ["contact_unavailable", "conversation_readonly"],
  no_replies: ["conversation_readonly"],
  unavailable: ["contact_unavailable", "conversation_readonly"],
};

const outcomes = (played: readonly Case[], answers: readonly Answers[]) =>
  Object.fromEntries(played.map((it, at) => [titleOf(it), answers[at]]));

/** Cases in which a policy expects something else than the default one; all of them for the default. */
const touchedBy = (policy: Policy) =>
  cases.filter(
    (it) =>
      policy === defaultPolicy ||
      JSON.stringify(expected(it, policy)) !== JSON.stringify(expected(it, defaultPolicy)),
  );

/**
 * Of those, one of each outcome: the first test has covered all in the table, and this one checks that the procedures
 * do as the table says. A `SYSTEM` user makes no calls.
 */
const casesFor = (policy: Policy) =>
  [
    ...Map.groupBy(touchedBy(policy), (it) =>
      JSON.stringify([it.silence, expected(it, policy)]),
    ).values(),
  ].flatMap((alike) => alike.filter(({ fromRole }) => fromRole !== "SYSTEM").slice(0, 1));

const played: readonly Policy[] = [
  defaultPolicy,
  { ...defaultPolicy, mentorsReach: "own-groups" },
  { ...defaultPolicy, customContacts: "off" },
  { ...defaultPolicy, blockNotice: "immediate" },
];

test.each(played)(
  "POL-1, POL-6, WRI-1: opening, writing, notification, typing, search and presence have the expected results, and explain predicts them: $mentorsReach, custom contacts $customContacts, notice $blockNotice",
  async (policy) => {
    const chosen = casesFor(policy);
    expect(chosen.length).toBeGreaterThan(5);
    // The loader of audiences belongs to a policy, as the platform does.
    const audiences = createAudiences({ ...api.platform, policy });
    const answers = await play({ ...api.platform, policy, audiences }, chosen);
    const wanted = chosen.map((it) => expected(it, policy));
    expect(outcomes(chosen, answers)).toEqual(outcomes(chosen, wanted));
    for (const [at, { told, direct, group }] of answers.entries()) {
      const it = chosen[at];
      // BLK-1: only the attempt reveals a block by the other user.
      const isKept = it?.silence === "theirs" && policy.blockNotice === "on-attempt";
      const mayBe = isKept
        ? [...refusals[told.direct], "contact_unavailable"]
        : refusals[told.direct];
      expect(mayBe, it && titleOf(it)).toContain(direct.send);
      expect([direct.reply, direct.react]).toEqual([direct.send, direct.send]);
      if (told.group !== undefined) expect(refusals[told.group]).toContain(group?.send);
    }
  },
);
