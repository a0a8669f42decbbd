import fc from "fast-check";
import { groups, WORD } from "./start.ts";
import type { Step } from "../semantics/step.ts";
import { nameOfPair } from "../semantics/world.ts";
import {
  group,
  on,
  otherWithRole,
  pair,
  people,
  person,
  membership,
  someMentions,
  staff,
} from "./pick.ts";

/* Sequences of steps that are most revealing together, and that are rarely generated randomly. */

const say = (by: string, conversation: string): Step => ({
  ...{ do: "send", by, conversation },
  ...{ replyTo: null, mentions: [], atOnce: false },
});

/** A user writes a message and edits it twice, sometimes too late or with an outdated version. */
export const rewrite = fc
  .record({
    who: membership,
    mentions: fc.option(someMentions),
    isStale: on,
    text: fc.constantFrom("again", "anew"),
    minutes: fc.constantFrom(0, 0, 0, 14, 16),
  })
  .map(({ who, mentions, isStale, text, minutes }): Step[] => {
    const edit = { do: "edit", ...who, back: 0 } as const;
    return [
      say(who.by, who.conversation),
      { do: "wait", minutes },
      { ...edit, text: `${WORD} again`, mentions, isStale: false },
      { ...edit, text: `${WORD} ${text}`, mentions: null, isStale },
    ];
  });

/** A user makes an action item, mostly their own, which they or another user change. */
export const agree = fc
  .record({
    who: membership,
    owner: fc.option(person),
    other: fc.option(person),
    to: fc.constantFrom("done", "removed", "taken"),
  })
  .map(({ who, owner, other, to }): Step[] => {
    const change = { do: "changeItem", ...who, back: 0 } as const;
    return [
      { do: "makeItem", ...who, owner: owner ?? who.by },
      { ...change, by: other ?? who.by, to },
      { ...change, to: "open" },
    ];
  });

const decision = fc.record({
  isMine: on,
  to: fc.constantFrom("accept", "accept", "propose", "decline", "cancel"),
  isStale: fc.constantFrom(false, false, false, true),
  hours: fc.constantFrom(1, 2),
});

/** A user proposes a meeting to another, and both decide on it several times. */
export const meet = fc
  .record({
    two: pair,
    decisions: fc.array(decision, { minLength: 1, maxLength: 4 }),
    minutes: fc.constantFrom(0, 0, 0, 70),
  })
  .map(({ two: [one, other], decisions, minutes }): Step[] => {
    const conversation = nameOfPair(one, other);
    return [
      { do: "proposeMeeting", by: one, conversation, hours: 1 },
      { do: "wait", minutes },
      ...decisions.map(({ isMine, ...more }): Step => {
        const by = isMine ? one : other;
        return { do: "changeMeeting", by, conversation, back: 0, ...more };
      }),
    ];
  });

/** Two users block, try several actions meanwhile, and mostly unblock again. */
export const blockAndUnblock = fc
  .record({ two: pair, where: fc.constantFrom("direct", ...groups), isEnded: on, emoji: on })
  .map(({ two: [one, other], where, isEnded, emoji }): Step[] => {
    const conversation = where === "direct" ? nameOfPair(one, other) : where;
    const theirs = { by: other, conversation, back: 0 };
    const end: Step[] = isEnded ? [{ do: "unblock", by: one, other }] : [];
    return [
      say(one, conversation),
      { do: "block", by: one, other },
      { do: "react", ...theirs, emoji: emoji ? "👍" : "🎉" },
      { do: "read", ...theirs },
      say(other, conversation),
      { do: "edit", ...theirs, by: one, text: `${WORD} sorry`, mentions: null, isStale: false },
      ...end,
    ];
  });

/** A user leaves a group while something is sent. */
export const absence = fc
  .record({ by: staff, who: people, speaker: person, group })
  .map(({ by, who, speaker, group: name }): Step[] => [
    { do: "leave", by, group: name, people: who },
    say(speaker, name),
    { do: "delete", by: speaker, conversation: name, back: 0, hasReason: true },
    say(speaker, name),
    { do: "join", by, group: name, people: who },
  ]);

/** From one group to the other. */
export const move = fc
  .tuple(staff, person, fc.shuffledSubarray([...groups], { minLength: 2 }))
  .map(([by, who, order]): Step[] =>
    order.map((name, at) => ({ do: at === 0 ? "leave" : "join", by, group: name, people: [who] })),
  );

/** An account is closed, tries again, and is mostly reactivated. */
export const closeAccount = fc
  .record({ by: staff, who: otherWithRole, conversation: group, isBack: on })
  .map(({ by, who: { other, role }, conversation, isBack }): Step[] => [
    { do: "deactivate", by, other },
    say(other, conversation),
    { do: "repeat", by: other, back: 0, isSame: true },
    ...(isBack ? [{ do: "upsert", by, other, role } as const] : []),
  ]);
