import type { MeetingChange } from "@parley/contract";
import { defaultRetention, retainStreams, type TestApi } from "@parley/api/testing/internals";
import { announcement, type Given, muteEnd, seqIn, versionAt } from "../semantics/acts/act.ts";
import { sentBy } from "../semantics/acts/send.ts";
import { slotIn } from "../semantics/acts/meetings.ts";
import type { Step, StepOf } from "../semantics/step.ts";
import { MEETING_MINUTES, personIn, type World } from "../semantics/world.ts";

/** A well-formed id of nothing. */
const ABSENT = "01900000-0000-7000-8000-00000000dead";

type Message = Pick<Given, "messageId" | "body">;
type Call<Do extends Step["do"]> = (
  at: { readonly api: TestApi; readonly world: World },
  step: StepOf<Do>,
  message: Message,
) => Promise<unknown>;

const inConversation = ({ conversations }: World, name: string) => ({
  conversationId: conversations.get(name)?.id ?? ABSENT,
});
const onMessage = (world: World, step: { conversation: string; back: number }) => ({
  ...inConversation(world, step.conversation),
  seq: seqIn(world, step),
});

const timesIn = (world: World, { hours }: { hours: number }) => ({
  slots: [new Date(slotIn(world, hours)).toISOString().slice(0, 16)],
  ...{ timeZone: "UTC", minutes: MEETING_MINUTES },
});

const calls: { readonly [Do in Step["do"]]: Call<Do> } = {
  send({ api, world }, step, { messageId: id, body }) {
    const replyToSeq = step.replyTo === null ? null : seqIn(world, { ...step, back: step.replyTo });
    return api.as(step.by).messages.send({
      ...inConversation(world, step.conversation),
      id,
      body,
      replyToSeq,
      mentions: [...step.mentions],
    });
  },
  async repeat({ api, world }, step) {
    const first = sentBy(world, step.by)[step.back];
    if (first === undefined)
      return api
        .as(step.by)
        .users.me()
        .then(() => undefined);
    const { conversation, stored } = first;
    const { id, replyToSeq } = stored;
    const mentions = [...stored.mentions];
    const body = step.isSame ? (stored.body ?? "gone") : "another text";
    return api
      .as(step.by)
      .messages.send({ conversationId: conversation.id, id, body, replyToSeq, mentions });
  },
  edit({ api, world }, step) {
    const mentions = step.mentions === null ? {} : { mentions: [...step.mentions] };
    const change = { body: step.text, expectedVersion: versionAt(world, step), ...mentions };
    return api.as(step.by).messages.edit({ ...onMessage(world, step), ...change });
  },
  delete({ api, world }, step) {
    const reason = step.hasReason ? { reason: "unkind" } : {};
    return api.as(step.by).messages.delete({ ...onMessage(world, step), ...reason });
  },
  react: ({ api, world }, step) =>
    api.as(step.by).messages.react({ ...onMessage(world, step), emoji: step.emoji }),
  unreact: ({ api, world }, step) =>
    api.as(step.by).messages.unreact({ ...onMessage(world, step), emoji: step.emoji }),
  pinMessage({ api, world }, step) {
    const { messages } = api.as(step.by);
    return (step.on ? messages.pin : messages.unpin)(onMessage(world, step));
  },
  saveMessage({ api, world }, step) {
    const { messages } = api.as(step.by);
    return (step.on ? messages.save : messages.unsave)(onMessage(world, step));
  },
  makeItem: ({ api, world }, step, { messageId: id, body: text }) =>
    api.as(step.by).cards.createItem({
      ...{ ...inConversation(world, step.conversation), id, text },
      ...{ ownerId: step.owner, isShared: true },
    }),
  changeItem({ api, world }, { by, to, ...step }) {
    const stored = world.conversations.get(step.conversation)?.messages[seqIn(world, step) - 1];
    const itemId = stored === undefined || stored.item === null ? ABSENT : stored.id;
    const change = to === "taken" ? { ownerId: by } : { state: to };
    return api.as(by).cards.changeItem({ itemId, ...change });
  },
  proposeMeeting: ({ api, world }, step, { messageId: id, body: title }) =>
    api.as(step.by).cards.proposeMeeting({
      ...{ ...inConversation(world, step.conversation), id, title, ...timesIn(world, step) },
    }),
  changeMeeting({ api, world }, { by, ...step }) {
    const stored = world.conversations.get(step.conversation)?.messages[seqIn(world, step) - 1];
    const meeting = stored?.meeting ?? null;
    const startsAt = new Date(meeting?.slot ?? meeting?.agreed ?? 0).toISOString();
    const more = { accept: { startsAt }, propose: timesIn(world, step), decline: {}, cancel: {} };
    return api.as(by).cards.changeMeeting({
      meetingId: meeting === null ? ABSENT : (stored?.id ?? ABSENT),
      expectedVersion: (meeting?.version ?? 1) + Number(step.isStale),
      // Each has its own fields.
      change: { do: step.to, ...more[step.to] } as MeetingChange,
    });
  },
  read: ({ api, world }, step) => api.as(step.by).messages.markRead(onMessage(world, step)),
  markUnread: ({ api, world }, step) =>
    api.as(step.by).conversations.markUnread(inConversation(world, step.conversation)),
  clear: ({ api, world }, step) =>
    api.as(step.by).conversations.delete(inConversation(world, step.conversation)),
  archive: ({ api, world }, { by, conversation, on }) =>
    api
      .as(by)
      .conversations.setPreferences({ ...inConversation(world, conversation), archived: on }),
  pin: ({ api, world }, { by, conversation, on }) =>
    api.as(by).conversations.setPreferences({ ...inConversation(world, conversation), pinned: on }),
  mute({ api, world }, { by, conversation, minutes }) {
    const end = muteEnd(world, minutes);
    const mutedUntil = end === null ? null : new Date(end).toISOString();
    return api
      .as(by)
      .conversations.setPreferences({ ...inConversation(world, conversation), mutedUntil });
  },
  open: ({ api }, { by, other: userId }) => api.as(by).conversations.open({ userId }),
  block: ({ api }, { by, other: userId }) => api.as(by).contacts.block({ userId }),
  unblock: ({ api }, { by, other: userId }) => api.as(by).contacts.unblock({ userId }),
  add: ({ api }, { by, other }) => api.as(by).contacts.add({ email: `${other}@example.org` }),
  remove: ({ api }, { by, other: userId }) => api.as(by).contacts.remove({ userId }),
  createGroup: ({ api }, { by, group: id, mentor: mentorId, mentees }) =>
    api.as(by).groups.create({ id, name: id, mentorId, menteeIds: [...mentees] }),
  join: ({ api }, { by, group: groupId, people }) =>
    api.as(by).groups.addMembers({ groupId, menteeIds: [...people] }),
  leave: ({ api }, { by, group: groupId, people }) =>
    api.as(by).groups.removeMembers({ groupId, menteeIds: [...people] }),
  newMentor: ({ api }, { by, group: groupId, mentor: mentorId }) =>
    api.as(by).groups.update({ groupId, mentorId }),
  nameGroup: ({ api }, { by, group: groupId, name }) => api.as(by).groups.update({ groupId, name }),
  archiveGroup: ({ api }, { by, group: groupId }) => api.as(by).groups.archive({ groupId }),
  reviveGroup: ({ api }, { by, group: groupId }) =>
    api.as(by).groups.update({ groupId, state: "active" }),
  announce({ api }, { as: senderId, to: userId, key, isSame }) {
    const { key: idempotencyKey, body } = announcement({ to: userId, key, isSame });
    return api.service.messages.sendAs({ senderId, to: { userId }, idempotencyKey, body });
  },
  deactivate: ({ api }, { by, other: userId }) => api.as(by).users.deactivate({ userId }),
  upsert({ api, world }, { by, other: id, role }) {
    const { name } = personIn(world, id);
    return api.as(by).users.upsert({ id, name, role, email: `${id}@example.org` });
  },
  rename: ({ api }, { by, name }) =>
    api
      .as(by)
      .users.updateMe({ name })
      .then(() => undefined),
  share: ({ api }, { by, on }) =>
    api
      .as(by)
      .users.updateMe({ sharesReceipts: on })
      .then(() => undefined),
  async wait({ api }, { minutes }) {
    api.clock.advance(minutes * 60_000);
  },
  cut: async () => undefined,
  resume: async () => undefined,
  async trim({ api }, { keep: maxEvents }) {
    await retainStreams(api.platform, { ...defaultRetention, maxEvents });
  },
};

/** The same step in the product. */
export function doOnServer(
  at: { readonly api: TestApi; readonly world: World },
  step: Step,
  message: Message,
): Promise<unknown> {
  // The table has for each `do` the call of that step, which a type cannot express for a union.
  const call = calls[step.do] as Call<Step["do"]>;
  return call(at, step, message);
}
