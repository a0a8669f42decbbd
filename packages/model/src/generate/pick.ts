import type { Role } from "@parley/contract/people";
import fc from "fast-check";
import { cast, everybody, groups } from "../play/cast.ts";
import { nameOfPair } from "../semantics/world.ts";

/** Anybody. */
export const person = fc.constantFrom(...everybody);
/** One to three people. */
export const people = fc.uniqueArray(person, { minLength: 1, maxLength: 3 });
/** Either group. */
export const group = fc.constantFrom(...groups);
/** Yes or no. */
export const on = fc.boolean();
/** The last message, mostly. */
export const back = fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 4);
/** Nobody, mostly. */
export const someMentions = fc.oneof(
  { weight: 4, arbitrary: fc.constant<string[]>([]) },
  { weight: 1, arbitrary: fc.uniqueArray(person, { maxLength: 2 }) },
);

const pairs = fc.constantFrom(
  ["dean", "evan"],
  ["evan", "ivan"],
  ["evan", "joan"],
  ["joan", "sean"],
  ["evan", "roan"],
);

/** Two people who have a conversation from the beginning, either of them first. */
export const pair = fc
  .tuple(pairs, fc.boolean())
  .map(([[one = "", other = ""], isFirst]): readonly [string, string] =>
    isFirst ? [one, other] : [other, one],
  );

/** Somebody in a group from the beginning. */
const member = fc.constantFrom(
  ...["joan", "evan", "ivan"].map((by) => ({ by, talk: "north" })),
  ...["dean", "sean"].map((by) => ({ by, talk: "south" })),
);

/** Mostly somebody in a conversation that is likely to be theirs; now and then anybody anywhere. */
export const membership = fc.oneof(
  { weight: 8, arbitrary: member },
  { weight: 8, arbitrary: pair.map(([by, other]) => ({ by, talk: nameOfPair(by, other) })) },
  { weight: 3, arbitrary: fc.record({ by: person, talk: group }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(person, person, person)
      .map(([by, one, other]) => ({ by, talk: nameOfPair(one, other) })),
  },
);

/** Somebody does something to somebody. */
export const about = fc.record({ by: person, other: person });

/** Mostly staff, who alone may. */
export const staff = fc.oneof(
  { weight: 9, arbitrary: fc.constant("roan") },
  { weight: 1, arbitrary: person },
);

/** The one ADMIN of the beginning stays: without staff nothing would happen to groups any more. */
export const notRoan = person.filter((id) => id !== "roan");

const roles = new Map<string, Role>(Object.entries(cast));

/** Somebody, mostly with the role of the beginning. */
export const otherWithRole = fc
  .tuple(
    notRoan,
    fc.constantFrom<(Role | undefined)[]>(undefined, undefined, "MENTOR", "MENTEE", "ADMIN"),
  )
  .map(([other, role]) => ({ other, role: role ?? roles.get(other) ?? "MENTEE" }));
