import type { Role } from "@parley/contract/people";
import fc from "fast-check";
import { automated, cast, everybody, groups } from "./start.ts";
import { nameOfPair } from "../semantics/world.ts";

/** Any user. */
export const person = fc.constantFrom(...everybody);
/** A `SYSTEM` or `BOT` user. */
export const program = fc.constantFrom(...Object.keys(automated));
/** One to three users. */
export const people = fc.uniqueArray(person, { minLength: 1, maxLength: 3 });
/** Either group. */
export const group = fc.constantFrom(...groups);
/** A boolean. */
export const on = fc.boolean();
/** Mostly the last message. */
export const back = fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 4);
/** Mostly empty. */
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
  ["evan", "ian"],
  ["evan", "stan"],
);

/** Two users with a conversation from the beginning, in either order. */
export const pair = fc
  .tuple(pairs, fc.boolean())
  .map(([[one = "", other = ""], isFirst]): readonly [string, string] =>
    isFirst ? [one, other] : [other, one],
  );

/** A user who is in a group from the beginning. */
const member = fc.constantFrom(
  ...["joan", "evan", "ivan"].map((by) => ({ by, conversation: "north" })),
  ...["dean", "sean"].map((by) => ({ by, conversation: "south" })),
);

/** Mostly a user and a conversation that is likely theirs; sometimes any. */
export const membership = fc.oneof(
  { weight: 8, arbitrary: member },
  {
    weight: 8,
    arbitrary: pair.map(([by, other]) => ({ by, conversation: nameOfPair(by, other) })),
  },
  { weight: 3, arbitrary: fc.record({ by: person, conversation: group }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(person, person, person)
      .map(([by, one, other]) => ({ by, conversation: nameOfPair(one, other) })),
  },
);

/** A user does something to another. */
export const about = fc.record({
  by: person,
  other: fc.oneof({ weight: 6, arbitrary: person }, { weight: 1, arbitrary: program }),
});

/** Mostly an ADMIN, who alone may. */
export const staff = fc.oneof(
  { weight: 9, arbitrary: fc.constant("roan") },
  { weight: 1, arbitrary: person },
);

/** The one ADMIN of the beginning stays: without one no group would change any more. */
export const notRoan = person.filter((id) => id !== "roan");

const roles = new Map<string, Role>(Object.entries(cast));

/** A user, mostly with their initial role. */
export const otherWithRole = fc
  .tuple(
    notRoan,
    fc.constantFrom<(Role | undefined)[]>(undefined, undefined, "MENTOR", "MENTEE", "ADMIN"),
  )
  .map(([other, role]) => ({ other, role: role ?? roles.get(other) ?? "MENTEE" }));
