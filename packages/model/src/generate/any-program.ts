import fc from "fast-check";
import { WORD } from "./start.ts";
import type { Step } from "../semantics/step.ts";
import {
  about,
  back,
  group,
  notRoan,
  on,
  otherWithRole,
  people,
  person,
  membership,
  program,
  someMentions,
  staff,
} from "./pick.ts";
import { absence, agree, closeAccount, meet, move, blockAndUnblock, rewrite } from "./stories.ts";

const named = <Do extends Step["do"]>(...names: readonly Do[]) =>
  fc.record({ do: fc.constantFrom(...names) });
type Fields = Readonly<Record<string, unknown>>;
const both = <One extends Fields, Other extends Fields>(
  one: fc.Arbitrary<One>,
  other: fc.Arbitrary<Other>,
) => fc.tuple(one, other).map(([left, right]) => ({ ...left, ...right }));
const steps = <Do extends Step["do"], Who extends Fields, More extends Fields>(
  who: fc.Arbitrary<Who>,
  names: readonly Do[],
  more: { [Key in keyof More]: fc.Arbitrary<More[Key]> },
) => both(both(named(...names), who), fc.record(more));

interface Kind {
  readonly weight: number;
  readonly arbitrary: fc.Arbitrary<Step | Step[]>;
}

/** Steps of every program. */
const always: readonly Kind[] = [
  {
    weight: 8,
    arbitrary: steps(membership, ["send"], {
      replyTo: fc.constantFrom(null, null, null, 0, 2),
      mentions: someMentions,
      atOnce: on,
    }),
  },
  {
    weight: 3,
    arbitrary: steps(membership, ["read"], { back: fc.constantFrom(0, 0, 0, -1, 1, 3) }),
  },
  { weight: 1, arbitrary: rewrite },
  { weight: 1, arbitrary: agree },
  { weight: 1, arbitrary: blockAndUnblock },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("announce" as const),
      as: program,
      to: fc.oneof(fc.constant("evan"), person),
      key: fc.nat({ max: 2 }),
      isSame: on,
    }),
  },
];

/** Steps of some programs. With fewer kinds of steps in a program, more of each interact. */
const sometimes: readonly Kind[] = [
  {
    weight: 3,
    arbitrary: steps(membership, ["edit"], {
      back,
      mentions: fc.constant(null),
      text: fc.constantFrom(`${WORD} one`, `${WORD} two`),
      isStale: on,
    }),
  },
  { weight: 2, arbitrary: steps(membership, ["delete"], { back, hasReason: on }) },
  {
    weight: 3,
    arbitrary: steps(membership, ["react", "unreact"], {
      back,
      emoji: fc.constantFrom("👍", "🎉"),
    }),
  },
  { weight: 3, arbitrary: steps(membership, ["pinMessage", "saveMessage"], { back, on }) },
  { weight: 3, arbitrary: meet },
  { weight: 1, arbitrary: steps(membership, ["proposeMeeting"], { hours: fc.constant(1) }) },
  { weight: 3, arbitrary: steps(membership, ["markUnread"], {}) },
  { weight: 3, arbitrary: steps(membership, ["clear"], {}) },
  { weight: 4, arbitrary: steps(membership, ["archive"], { on }) },
  { weight: 2, arbitrary: steps(membership, ["pin"], { on }) },
  { weight: 2, arbitrary: steps(membership, ["mute"], { minutes: fc.constantFrom(null, 5, 600) }) },
  { weight: 4, arbitrary: steps(about, ["open"], {}) },
  { weight: 4, arbitrary: steps(about, ["block", "block", "unblock"], {}) },
  { weight: 4, arbitrary: steps(about, ["add", "add", "remove"], {}) },
  { weight: 2, arbitrary: steps(fc.record({ by: person }), ["repeat"], { back, isSame: on }) },
  { weight: 2, arbitrary: steps(fc.record({ by: person }), ["share"], { on }) },
  {
    weight: 2,
    arbitrary: steps(fc.record({ by: person }), ["rename"], {
      name: fc.constantFrom("Alan", "Zoran"),
    }),
  },
  {
    weight: 1,
    arbitrary: steps(fc.record({ by: staff }), ["createGroup"], {
      group,
      mentor: person,
      mentees: people,
    }),
  },
  { weight: 5, arbitrary: steps(fc.record({ by: staff }), ["join", "leave"], { group, people }) },
  { weight: 3, arbitrary: move },
  { weight: 2, arbitrary: absence },
  {
    weight: 2,
    arbitrary: steps(fc.record({ by: staff }), ["newMentor"], { group, mentor: person }),
  },
  {
    weight: 1,
    arbitrary: steps(fc.record({ by: staff }), ["nameGroup"], {
      group,
      name: fc.constantFrom("north", "polar"),
    }),
  },
  {
    weight: 3,
    arbitrary: steps(fc.record({ by: staff }), ["archiveGroup", "reviveGroup"], { group }),
  },
  { weight: 1, arbitrary: steps(fc.record({ by: staff }), ["deactivate"], { other: notRoan }) },
  { weight: 1, arbitrary: closeAccount },
  { weight: 3, arbitrary: both(steps(fc.record({ by: staff }), ["upsert"], {}), otherWithRole) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.constantFrom(10, 20) }),
  },
];

/** Subscription steps, in every program. */
const connections: readonly Kind[] = [
  {
    weight: 2,
    arbitrary: steps(fc.record({ who: person }), ["cut"], { after: fc.nat({ max: 3 }) }),
  },
  { weight: 3, arbitrary: steps(fc.record({ who: person }), ["resume"], {}) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("trim" as const), keep: fc.nat({ max: 5 }) }),
  },
];

const oneOf = (kinds: readonly Kind[]) => fc.oneof(...kinds);

/** Any action of users, sensible or not, in programs of some two hundred steps. */
export const anyProgram: fc.Arbitrary<Step[]> = fc
  .shuffledSubarray([...sometimes], { minLength: 4 })
  .chain((some) => {
    const step = oneOf([...always, ...connections, ...some]);
    return fc.noBias(fc.array(step, { minLength: 80, maxLength: 140, size: "max" }));
  })
  .map((parts) => parts.flat());
