import { readFileSync } from "node:fs";
import type { Role } from "@parley/contract/people";
import { expect, test } from "vitest";
import { decide } from "./decide.ts";
import { facts, type Relation } from "./facts.ts";
import { policies } from "./matrix/cases.ts";
import { defaultPolicy, type Policy } from "./policy.ts";
import { type Rule, rules } from "./rules.ts";

const guide = readFileSync(new URL("../../../../../docs/embedding.md", import.meta.url), "utf8");
const [, section = ""] = guide.split("\n## Who may write to whom\n");

/** The rows of the tables of the section, by their cells. */
const rows = (section.split("\n## ")[0] ?? "")
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const nothing: Relation = Object.assign(
  // Each of the facts, and none of them.
  Object.fromEntries(Object.keys(facts).map((fact) => [fact, false])) as Record<
    keyof Relation,
    boolean
  >,
);

const asRoles = (from: Role, to: Role): Relation => ({
  ...nothing,
  fromAdmin: from === "ADMIN",
  toAdmin: to === "ADMIN",
  fromMentor: from === "MENTOR",
  toMentor: to === "MENTOR",
  fromMentee: from === "MENTEE",
  toMentee: to === "MENTEE",
});

/** What a column of the table of roles says about two users. */
const columns: readonly Partial<Relation>[] = [
  {},
  { sameGroup: true },
  { fromAdded: true },
  { blocked: true, sameGroup: true },
  { closed: true, sameGroup: true },
];

const settingOf = (policy: Omit<Policy, "editWindow">, name: string | undefined) =>
  name === "MENTORS_REACH" ? policy.mentorsReach : policy.customContacts;

/** What a cell says under a policy: `yes`, `no`, or `yes, unless` every following setting is as named. */
function cellSays(cell: string, policy: Omit<Policy, "editWindow">): boolean {
  if (cell === "no") return false;
  if (cell === "yes") return true;
  const settings = [...cell.matchAll(/`(MENTORS_REACH|CUSTOM_CONTACTS)=([a-z-]+)`/g)];
  expect(cell).toMatch(/^yes, unless `/);
  expect(settings.length).toBeGreaterThan(0);
  return !settings.every(([, name, value]) => settingOf(policy, name) === value);
}

const pairs: readonly [string, Role, Role][] = [
  ["`ADMIN`, anybody", "ADMIN", "MENTOR"],
  ["`ADMIN`, anybody", "ADMIN", "MENTEE"],
  ["`ADMIN`, anybody", "ADMIN", "ADMIN"],
  ["`MENTOR`, `MENTEE`", "MENTOR", "MENTEE"],
  ["`MENTOR`, `MENTOR`", "MENTOR", "MENTOR"],
  ["`MENTEE`, `MENTEE`", "MENTEE", "MENTEE"],
];

test.for(pairs)(
  "POL-13: the guide states who may write to whom: %s (%s, %s)",
  ([title, one, other]) => {
    const row = rows.find(([first]) => first === title);
    const cells = row?.slice(1) ?? [];
    expect(cells).toHaveLength(columns.length);
    for (const policy of policies) {
      for (const [from, to] of [
        [one, other],
        [other, one],
      ] as const) {
        const decided = columns.map(
          (more) =>
            decide("send", { ...asRoles(from, to), ...more }, { ...defaultPolicy, ...policy })
              .allowed,
        );
        expect(cells.map((cell) => cellSays(cell, policy))).toEqual(decided);
      }
    }
  },
);

test("POL-13: the guide lists the rules of writing in the order in which they decide, each with its answer", () => {
  const listed = rows.filter(([first = ""]) => /^\d+$/.test(first));
  const table: readonly Rule[] = rules;
  const ofWriting = table.filter(({ says }) => says.send !== "-");
  expect(listed.map(([, id]) => id)).toEqual(ofWriting.map(({ id }) => `\`${id}\``));
  expect(listed.map(([, , , answer]) => answer)).toEqual(ofWriting.map(({ says }) => says.send));
  expect(listed.map(([first]) => Number(first))).toEqual(ofWriting.map((_, at) => at + 1));
});
