import type { Role } from "@parley/contract/people";
import fc from "fast-check";
import { cast, everybody, groups, WORD } from "./play/cast.ts";
import type { Step } from "./semantics/step.ts";
import { nameOfPair } from "./semantics/world.ts";

const person = fc.constantFrom(...everybody);
const people = fc.uniqueArray(person, { minLength: 1, maxLength: 3 });
const group = fc.constantFrom(...groups);
/** The last message, mostly. */
const back = fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 4);
const on = fc.boolean();
/** Nobody, mostly. */
const someMentions = fc.oneof(
  { weight: 4, arbitrary: fc.constant<string[]>([]) },
  { weight: 1, arbitrary: fc.uniqueArray(person, { maxLength: 2 }) },
);

/** Pairs that have a conversation from the beginning. */
const pairs = fc.constantFrom(
  ["dean", "evan"],
  ["evan", "ivan"],
  ["evan", "joan"],
  ["joan", "sean"],
  ["evan", "roan"],
);

/** Mostly somebody in a conversation that is likely to be theirs; now and then anybody anywhere. */
const seat = fc.oneof(
  { weight: 8, arbitrary: fc.record({ by: person, talk: group }) },
  {
    weight: 8,
    arbitrary: fc.tuple(pairs, fc.boolean()).map(([[one = "", other = ""], isFirst]) => ({
      by: isFirst ? one : other,
      talk: nameOfPair(one, other),
    })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(person, person, person)
      .map(([by, one, other]) => ({ by, talk: nameOfPair(one, other) })),
  },
);
const about = fc.record({ by: person, other: person });
/** Mostly staff, who alone may. */
const staff = fc.oneof(
  { weight: 9, arbitrary: fc.constant("roan") },
  { weight: 1, arbitrary: person },
);
/** The one ADMIN of the beginning stays: without staff nothing would happen to groups any more. */
const notRoan = person.filter((id) => id !== "roan");
/** Mostly the role of the beginning. */
const otherWithRole = fc
  .tuple(
    notRoan,
    fc.constantFrom<(Role | undefined)[]>(undefined, undefined, "MENTOR", "MENTEE", "ADMIN"),
  )
  .map(([other, role]) => ({ other, role: role ?? roleOf(other) }));
const roleOf = (id: string): Role =>
  new Map<string, Role>(Object.entries(cast)).get(id) ?? "MENTEE";

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

/** Somebody says something and thinks better of it. */
const rewrite = fc
  .tuple(seat, fc.option(someMentions), on)
  .map(([who, mentions, isStale]): Step[] => [
    { do: "send", ...who, replyTo: null, mentions: [], atOnce: false },
    { do: "edit", ...who, back: 0, text: `${WORD} again`, mentions, isStale },
    { do: "edit", ...who, back: 0, text: `${WORD} again`, mentions: null, isStale },
  ]);

/** From one group to the other. */
const move = fc
  .tuple(staff, person, fc.shuffledSubarray([...groups], { minLength: 2 }))
  .map(([by, who, order]): Step[] =>
    order.map((name, at) => ({ do: at === 0 ? "leave" : "join", by, group: name, people: [who] })),
  );

interface Kind {
  readonly weight: number;
  readonly arbitrary: fc.Arbitrary<Step | Step[]>;
}

/** What happens in every programme. */
const always: readonly Kind[] = [
  {
    weight: 8,
    arbitrary: steps(seat, ["send"], {
      replyTo: fc.constantFrom(null, null, null, 0, 2),
      mentions: someMentions,
      atOnce: on,
    }),
  },
  { weight: 3, arbitrary: steps(seat, ["read"], { back: fc.constantFrom(0, 0, 0, -1, 1, 3) }) },
];

/** What happens in some. With fewer kinds of steps in a programme, more of each meet. */
const sometimes: readonly Kind[] = [
  {
    weight: 3,
    arbitrary: steps(seat, ["edit"], {
      back,
      mentions: fc.constant(null),
      text: fc.constantFrom(`${WORD} one`, `${WORD} two`),
      isStale: on,
    }),
  },
  { weight: 2, arbitrary: steps(seat, ["delete"], { back, hasReason: on }) },
  {
    weight: 3,
    arbitrary: steps(seat, ["react", "unreact"], { back, emoji: fc.constantFrom("👍", "🎉") }),
  },
  { weight: 3, arbitrary: steps(seat, ["markUnread"], {}) },
  { weight: 3, arbitrary: steps(seat, ["clear"], {}) },
  { weight: 4, arbitrary: steps(seat, ["archive"], { on }) },
  { weight: 2, arbitrary: steps(seat, ["pin"], { on }) },
  { weight: 2, arbitrary: steps(seat, ["mute"], { minutes: fc.constantFrom(null, 5, 600) }) },
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
  { weight: 2, arbitrary: rewrite },
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
  { weight: 3, arbitrary: both(steps(fc.record({ by: staff }), ["upsert"], {}), otherWithRole) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.constantFrom(10, 20) }),
  },
];

/** What happens to subscriptions, in every programme. */
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

/** Whatever people may try, sensible or not, in programmes of about a hundred and twenty steps. */
export const anyProgramme: fc.Arbitrary<Step[]> = fc
  .shuffledSubarray([...sometimes], { minLength: 4 })
  .chain((some) => {
    const step = oneOf([...always, ...connections, ...some]);
    return fc.noBias(fc.array(step, { minLength: 80, maxLength: 160, size: "max" }));
  })
  .map((programme) => programme.flat());
