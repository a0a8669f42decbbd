import { contactOf } from "../relations.ts";
import { cardOf, detailOf, messageOf, pinsFor, savedBy } from "../conversation.ts";
import { blockedFor, groupOf } from "../screen.ts";
import { unreadOf } from "../visibility.ts";
import type { Step, StepOf } from "../step.ts";
import { addContact, block, removeContact, unblock } from "./contacts.ts";
import { clear, open } from "./conversations.ts";
import { archiveGroup, createGroup, join, leave, requireStaff, updateGroup } from "./groups.ts";
import { edit, pin, react, read, remove, save } from "./change.ts";
import { changeItem, makeItem } from "./items.ts";
import { changeMeeting, proposeMeeting } from "./meetings.ts";
import { type Membership, membershipIn } from "./membership.ts";
import { announce, repeat, send } from "./send.ts";
import { deactivate, upsert } from "./people.ts";
import { orNotFound, personIn, refuseIf, type ModelMessage, type World } from "../world.ts";

/** Inputs from outside the model: ids, and the text of a new message. */
export interface Given {
  readonly messageId: string;
  readonly conversationId: string;
  readonly body: string;
}

type Act<Do extends Step["do"]> = (world: World, step: StepOf<Do>, given: Given) => unknown;

const participantIn = (world: World, { by, conversation }: { by: string; conversation: string }) =>
  membershipIn(world, by, conversation);
const answer = ({ conversation }: Membership, stored: ModelMessage) =>
  messageOf(conversation, stored);
const detail = (world: World, { conversation, userId }: Membership) =>
  detailOf(world, conversation, userId);
const pairOf = ({ by, other }: { by: string; other: string }) => [by, other] as const;

/** The `seq` that a step refers to: a distance from the last, and an invalid one if there are not that many. */
export function seqIn(
  world: World,
  { conversation, back }: { conversation: string; back: number },
): number {
  const place = (world.conversations.get(conversation)?.messages.length ?? 0) - back;
  return place < 1 ? 999 : place;
}

/** The version that an author refers to: the current one, or an older one. */
export function versionAt(world: World, step: StepOf<"edit">): number {
  const stored = world.conversations.get(step.conversation)?.messages[seqIn(world, step) - 1];
  return Math.max((stored?.version ?? 1) - (step.isStale ? 1 : 0), 1);
}

/** Changes the caller's own side of a conversation. */
const arrange = (
  world: World,
  step: { by: string; conversation: string },
  change: Partial<Membership["part"]>,
) => {
  const membership = participantIn(world, step);
  Object.assign(membership.part, change);
  return detail(world, membership);
};

const asStaff = (
  world: World,
  { by, group }: { by: string; group: string },
  change: () => void,
) => {
  requireStaff(world, by);
  change();
  return groupOf(world, orNotFound(world.groups.get(group)));
};

const acts: { readonly [Do in Step["do"]]: Act<Do> } = {
  send(world, step, { messageId: id, body }) {
    const membership = participantIn(world, step);
    const replyTo = step.replyTo === null ? null : seqIn(world, { ...step, back: step.replyTo });
    return {
      message: answer(
        membership,
        send(world, membership, { id, body, replyTo, mentions: step.mentions }),
      ),
      deduplicated: false,
    };
  },
  repeat: (world, step) => repeat(world, step),
  edit(world, step) {
    const membership = participantIn(world, step);
    const [seq, expectedVersion] = [seqIn(world, step), versionAt(world, step)];
    return answer(
      membership,
      edit(world, membership, { seq, expectedVersion, body: step.text, mentions: step.mentions }),
    );
  },
  delete(world, step) {
    const membership = participantIn(world, step);
    const { hasReason } = step;
    return answer(membership, remove(world, membership, { seq: seqIn(world, step), hasReason }));
  },
  react(world, step) {
    const membership = participantIn(world, step);
    return answer(
      membership,
      react(world, membership, { ...step, seq: seqIn(world, step), on: true }),
    );
  },
  unreact(world, step) {
    const membership = participantIn(world, step);
    return answer(
      membership,
      react(world, membership, { ...step, seq: seqIn(world, step), on: false }),
    );
  },
  pinMessage(world, step) {
    const membership = participantIn(world, step);
    const { conversation, userId } = membership;
    pin(world, membership, { seq: seqIn(world, step), on: step.on });
    return { conversationId: conversation.id, pins: pinsFor(conversation, userId) };
  },
  saveMessage(world, step) {
    const membership = participantIn(world, step);
    const { conversation, userId } = membership;
    save(membership, { seq: seqIn(world, step), on: step.on });
    return { conversationId: conversation.id, savedSeqs: savedBy(conversation, userId) };
  },
  makeItem(world, step, { messageId: id, body: text }) {
    const membership = participantIn(world, step);
    const stored = makeItem(world, membership, { id, text, ownerId: step.owner });
    return cardOf(membership.conversation, stored)[0];
  },
  changeItem(world, step) {
    const membership = participantIn(world, step);
    const stored = changeItem(world, membership, { seq: seqIn(world, step), to: step.to });
    return cardOf(membership.conversation, stored)[0];
  },
  proposeMeeting(world, step, { messageId: id, body: title }) {
    const membership = participantIn(world, step);
    const stored = proposeMeeting(world, membership, { id, title, hours: step.hours });
    return cardOf(membership.conversation, stored)[0];
  },
  changeMeeting(world, step) {
    const membership = participantIn(world, step);
    const stored = changeMeeting(world, membership, { ...step, seq: seqIn(world, step) });
    return cardOf(membership.conversation, stored)[0];
  },
  read(world, step) {
    const membership = participantIn(world, step);
    read(world, membership, seqIn(world, step));
    const { conversation, part, userId } = membership;
    return {
      conversationId: conversation.id,
      readSeq: part.read,
      unread: unreadOf(world, conversation, userId),
    };
  },
  markUnread: (world, step) => arrange(world, step, { isMarked: true }),
  clear: (world, step) => clear(participantIn(world, step)),
  archive: (world, step) => arrange(world, step, { isArchived: step.on }),
  pin: (world, step) => arrange(world, step, { isPinned: step.on }),
  mute: (world, step) => arrange(world, step, { mutedUntil: muteEnd(world, step.minutes) }),
  open(world, step, { conversationId }) {
    return detailOf(world, open(world, pairOf(step), conversationId), step.by);
  },
  block(world, step) {
    block(world, pairOf(step));
    return blockedFor(world, step.by).find(({ person }) => person.id === step.other);
  },
  unblock: (world, step) => unblock(world, pairOf(step)),
  add(world, step) {
    addContact(world, pairOf(step));
    return contactOf(world, step.by, step.other);
  },
  remove: (world, step) => removeContact(world, pairOf(step)),
  createGroup: (world, step, { conversationId }) =>
    asStaff(world, step, () => {
      const { group: id, mentor: mentorId, mentees: menteeIds } = step;
      createGroup(world, { id, mentorId, menteeIds }, conversationId);
    }),
  join: (world, step) => asStaff(world, step, () => join(world, step.group, step.people)),
  leave: (world, step) => asStaff(world, step, () => leave(world, step.group, step.people)),
  newMentor: (world, step) =>
    asStaff(world, step, () => updateGroup(world, step.group, { mentorId: step.mentor })),
  nameGroup: (world, step) =>
    asStaff(world, step, () => updateGroup(world, step.group, { name: step.name })),
  archiveGroup: (world, step) => asStaff(world, step, () => archiveGroup(world, step.group)),
  reviveGroup: (world, step) =>
    asStaff(world, step, () => updateGroup(world, step.group, { state: "active" })),
  announce: (world, { as, to, key, isSame }, { messageId: id, conversationId }) =>
    announce(world, { as, to, id, conversationId, ...announcement({ to, key, isSame }) }),
  deactivate(world, step) {
    requireStaff(world, step.by);
    deactivate(world, step.other);
  },
  upsert(world, { by, other: id, role }) {
    requireStaff(world, by);
    const { name } = personIn(world, id);
    upsert(world, { id, name, role });
    return { id, name, role, avatarUrl: null };
  },
  rename: (world, { by, name }) => void (personIn(world, by).name = name),
  share: (world, { by, on }) => void (personIn(world, by).sharesReceipts = on),
  wait(world, { minutes }) {
    world.now += minutes * 60_000;
  },
  // Steps about subscriptions and logs do not change the world.
  cut: () => undefined,
  resume: () => undefined,
  trim: () => undefined,
};

/** The key and the text of what is announced. */
export const announcement = ({
  to,
  key,
  isSame,
}: Pick<StepOf<"announce">, "to" | "key" | "isSame">) => ({
  key: `${to} ${key}`,
  body: isSame ? `word ${key}` : `word ${key}, changed`,
});

export const muteEnd = (world: World, minutes: number | null): number | null =>
  minutes === null ? null : world.now + minutes * 60_000;

/**
 * Applies a step to the world, and returns the caller's result. Throws a `Refusal`, and then the world is unchanged.
 */
export function act(world: World, step: Step, given: Given): unknown {
  if ("by" in step) {
    const { isActive, kind } = personIn(world, step.by);
    refuseIf(!isActive || kind === "SYSTEM", "not_signed_in");
  }
  // The table has for each `do` the function of that step, which a type cannot express for a union.
  const run = acts[step.do] as Act<Step["do"]>;
  return run(world, step, given);
}
