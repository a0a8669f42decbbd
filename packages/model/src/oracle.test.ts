import { type Follower, newId, type Numbered } from "@parley/api/testing";
import { useTestApi } from "@parley/api/testing/internals-vitest";
import type { MeetingChange, SignedIn } from "@parley/contract";
import { beforeAll, expect, test } from "vitest";
import { applyEvent, emptySnapshot, type Snapshot, upsertConversation } from "@parley/client";

const cast = {
  root: "ADMIN",
  ada: "MENTOR",
  abe: "MENTOR",
  ben: "MENTEE",
  cleo: "MENTEE",
  dan: "MENTEE",
  helper: "BOT",
} as const;
const everybody = Object.keys(cast);
const announcer = "parley";

const api = useTestApi({ once: true, people: { ...cast, [announcer]: "SYSTEM" } });
let direct: string;
let group: string;

beforeAll(async () => {
  const made = await api
    .as("root")
    .groups.create({ id: "north", name: "North", mentorId: "ada", menteeIds: ["ben", "cleo"] });
  group = made.conversationId;
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
  await say("ben", direct, "hello");
  await say("ada", direct, "good morning");
  await say("cleo", group, "hi all");
});

function say(from: string, conversationId: string, body: string) {
  api.clock.advance(1_000);
  return api.as(from).messages.send({ conversationId, id: newId(), body });
}

const sendAs = (senderId: string, userId: string) =>
  api.service.messages.sendAs({
    ...{ senderId, to: { userId }, body: "Welcome" },
    idempotencyKey: `welcome ${userId}`,
  });

/** What no event changes is not part of the screen. */
const personOf = ({ server: _, ...me }: SignedIn) => me;

/** By id, as a screen has them. */
async function cardsIn(userId: string, conversationId: string) {
  const { cards } = await api.as(userId).cards.list({ conversationId });
  return Object.fromEntries(cards.map((card) => [card.id, card]));
}

/** The parts of a screen that `shown` names, as the server returns them now. */
async function fetchScreen(userId: string, shown: readonly string[]): Promise<Snapshot> {
  const as = api.as(userId);
  const details = await Promise.all(
    shown.map(async (id) => [id, await as.conversations.get({ conversationId: id })] as const),
  );
  const windows = await Promise.all(
    shown.map(async (id) => [id, await as.messages.list({ conversationId: id })] as const),
  );
  return {
    ...emptySnapshot(userId),
    // The cursor is the position in the stream, and not part of what the screen shows.
    me: { ...personOf(await as.users.me()), cursor: "0" },
    conversations: await as.conversations.list({ limit: 100 }),
    filtered: {
      unread: await as.conversations.list({ limit: 100, filter: "unread" }),
      pinned: await as.conversations.list({ limit: 100, filter: "pinned" }),
      archived: await as.conversations.list({ limit: 100, filter: "archived" }),
    },
    details: Object.fromEntries(details),
    windows: Object.fromEntries(windows),
    cards: Object.fromEntries(
      await Promise.all(shown.map(async (id) => [id, await cardsIn(userId, id)] as const)),
    ),
    contacts: await as.contacts.list({}),
    blocked: await as.contacts.blocked(),
    groups: userId === "root" ? undefined : await as.groups.list(),
    scheduled: (await as.messages.scheduled()).scheduled,
    templates: (await as.messages.templates()).templates,
    drafts: (await as.messages.drafts()).drafts,
  };
}

/** A screen with every event up to the head of its stream applied, as the provider does it. */
async function bringForward(screen: Snapshot, follower: Follower<Numbered>, from: number) {
  let snapshot = screen;
  let at = from;
  const head = Number((await api.as(screen.userId).users.me()).cursor);
  while (at < head) {
    const { seq, event } = await follower.next();
    const applied = applyEvent(snapshot, event);
    snapshot = applied.snapshot;
    for (const missing of applied.missing) {
      if (missing.part === "everything") {
        snapshot = await fetchScreen(screen.userId, Object.keys(snapshot.details));
        continue;
      }
      const { conversationId } = missing;
      const detail = await api.as(screen.userId).conversations.get({ conversationId });
      snapshot = upsertConversation(snapshot, detail);
    }
    at = seq;
  }
  return { ...snapshot, windows: await fillGaps(snapshot), cards: await fillCards(snapshot) };
}

/** A window that has more is fetched again, as the screen does. */
async function fillGaps({ userId, windows }: Snapshot) {
  const filled = Object.entries(windows).map(async ([id, window]) => {
    return [
      id,
      window.hasNewer ? await api.as(userId).messages.list({ conversationId: id }) : window,
    ];
  });
  return Object.fromEntries(await Promise.all(filled));
}

/** The things of a conversation that is new on the screen are fetched. */
async function fillCards({ userId, details, cards }: Snapshot) {
  const filled = Object.keys(details).map(
    async (id) => [id, cards[id] ?? (await cardsIn(userId, id))] as const,
  );
  return Object.fromEntries(await Promise.all(filled));
}

const ownConversations = async (userId: string) =>
  (await api.as(userId).conversations.list({ limit: 100 })).conversations.map(({ id }) => id);

/** Runs a change, and compares each user's screen, updated by their events, with a fresh fetch. */
async function holdsFor(change: () => Promise<unknown>) {
  const before = await Promise.all(
    everybody.map(async (userId) => {
      const screen = await fetchScreen(userId, await ownConversations(userId));
      const cursor = Number((await api.as(userId).users.me()).cursor);
      return { userId, screen, cursor, follower: await api.follow(userId, cursor) };
    }),
  );
  await change();
  for (const { userId, screen, cursor, follower } of before) {
    const after = await bringForward(screen, follower, cursor);
    await follower.stop();
    const fresh = await fetchScreen(userId, Object.keys(after.details));
    const windows = Object.fromEntries(
      Object.keys(after.windows).map((id) => [id, fresh.windows[id]]),
    );
    expect({ of: userId, ...after }).toEqual({ of: userId, ...fresh, windows });
  }
}

const FOR_EVER = "9999-12-31T23:59:59.999Z";
const archiveGroup = (mutedUntil: string | null) =>
  api.as("ben").conversations.setPreferences({ conversationId: group, archived: true, mutedUntil });

const later = [newId(), newId(), newId()] as const;
const schedule = (id: string, local = "2026-03-01T09:00") =>
  api.as("ben").messages.schedule({
    ...{ conversationId: group, id, body: "for later" },
    at: { local, timeZone: "UTC" },
  });
const saveTemplate = (title: string) =>
  api.as("ben").messages.saveTemplate({ id: later[0], title, body: "So kind of you" });

const saveDraft = (body: string | null) => {
  api.clock.advance(1_000);
  const editedAt = api.clock.now().toISOString();
  return api.as("ben").messages.saveDraft({ conversationId: direct, body, editedAt });
};

/** Each of the version that the one before has made. */
const meetingChanges: readonly (readonly [string, MeetingChange])[] = [
  ["ada", { do: "propose", slots: ["2026-06-04T10:00"], timeZone: "Europe/Berlin", minutes: 45 }],
  ["ben", { do: "accept", startsAt: "2026-06-04T08:00:00.000Z" }],
  ["ben", { do: "cancel" }],
];

const verbs: readonly (readonly [string, () => Promise<unknown>])[] = [
  ["messages.send", () => say("ben", direct, "how are you?")],
  ["messages.send in a group", () => say("ada", group, "welcome")],
  ["messages.sendAs of a SYSTEM user", () => sendAs(announcer, "ben")],
  ["messages.sendAs of a BOT", () => sendAs("helper", "root")],
  [
    "platform.sync",
    () =>
      api.service.platform.sync({
        mode: "merge",
        people: [
          { id: "ada", name: "Ada Obi", role: "MENTOR" },
          { id: "eve", name: "Eve", role: "MENTEE" },
        ],
        groups: [{ id: "west", name: "West", mentorId: "abe", menteeIds: ["eve", "dan"] }],
      }),
  ],
  ["messages.markRead", () => api.as("ada").messages.markRead({ conversationId: direct, seq: 3 })],
  [
    "messages.edit",
    () =>
      api
        .as("ben")
        .messages.edit({ conversationId: direct, seq: 3, body: "How?", expectedVersion: 1 }),
  ],
  [
    "messages.react",
    () => api.as("ada").messages.react({ conversationId: direct, seq: 3, emoji: "👍" }),
  ],
  [
    "messages.unreact",
    () => api.as("ada").messages.unreact({ conversationId: direct, seq: 3, emoji: "👍" }),
  ],
  [
    "messages.delete of an unread one",
    () => api.as("ada").messages.delete({ conversationId: group, seq: 2 }),
  ],
  [
    "messages.delete of the last one",
    () => api.as("ben").messages.delete({ conversationId: direct, seq: 3 }),
  ],
  [
    "conversations.markUnread",
    () => api.as("ada").conversations.markUnread({ conversationId: direct }),
  ],
  [
    "messages.markRead that keeps the mark",
    () => api.as("ada").messages.markRead({ conversationId: direct, seq: 3, keepsMark: true }),
  ],
  [
    "messages.markRead of a marked one",
    () => api.as("ada").messages.markRead({ conversationId: direct, seq: 3 }),
  ],
  [
    "conversations.setPreferences",
    () => api.as("ada").conversations.setPreferences({ conversationId: direct, pinned: true }),
  ],
  [
    "conversations.setPreferences, archived",
    () => api.as("ben").conversations.setPreferences({ conversationId: direct, archived: true }),
  ],
  ["messages.send into an archived one", () => say("ada", direct, "still there?")],
  ["conversations.setPreferences, a group archived and muted", () => archiveGroup(FOR_EVER)],
  ["messages.send into an archived and muted one", () => say("ada", group, "a secret")],
  ["conversations.setPreferences, no longer muted", () => archiveGroup(null)],
  ["conversations.delete", () => api.as("ben").conversations.delete({ conversationId: direct })],
  ["messages.send into a deleted one", () => say("ada", direct, "hello again")],
  ["conversations.open", () => api.as("ben").conversations.open({ userId: "cleo" })],
  ["contacts.add", () => api.as("dan").contacts.add({ email: "ben@example.org" })],
  ["contacts.remove", () => api.as("dan").contacts.remove({ userId: "ben" })],
  ["contacts.block", () => api.as("ben").contacts.block({ userId: "ada" })],
  ["messages.send by a blocked user, into an archived group", () => say("ada", group, "hello?")],
  [
    "messages.send by a user who is not blocked, into an archived group",
    () => say("cleo", group, "hello!"),
  ],
  ["messages.send by a blocked user", () => say("ada", group, "no answer?")],
  ["contacts.unblock", () => api.as("ben").contacts.unblock({ userId: "ada" })],
  [
    "groups.addMembers",
    () => api.as("root").groups.addMembers({ groupId: "north", menteeIds: ["dan"] }),
  ],
  ["messages.send to a new contact", () => say("ada", group, "welcome, Dan")],
  [
    "groups.removeMembers",
    () => api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["cleo"] }),
  ],
  ["messages.send without the one who left", () => say("ada", group, "Cleo has left")],
  [
    "groups.update of the mentor",
    () => api.as("root").groups.update({ groupId: "north", mentorId: "abe" }),
  ],
  [
    "groups.update of the name",
    () => api.as("root").groups.update({ groupId: "north", name: "New North" }),
  ],
  ["messages.schedule", () => schedule(later[0])],
  ["messages.schedule of an earlier one", () => schedule(later[1], "2026-02-01T09:00")],
  [
    "messages.reschedule",
    () =>
      api.as("ben").messages.reschedule({
        messageId: later[0],
        body: "changed",
        at: { local: "2026-01-20T09:00", timeZone: "Europe/Berlin" },
      }),
  ],
  ["messages.sendScheduled", () => api.as("ben").messages.sendScheduled({ messageId: later[1] })],
  [
    "a scheduled message that is refused when it is due",
    async () => {
      await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
      api.clock.advance(30 * 86_400_000);
      await api.jobs.run();
      expect((await api.as("ben").messages.scheduled()).scheduled).toMatchObject([
        { state: "returned", reason: "conversation_readonly" },
      ]);
    },
  ],
  ["messages.unschedule", () => api.as("ben").messages.unschedule({ messageId: later[0] })],
  ["messages.saveTemplate", () => saveTemplate("Thank you")],
  ["messages.saveTemplate of a known one", () => saveTemplate("Thanks")],
  [
    "messages.removeTemplate",
    () => api.as("ben").messages.removeTemplate({ templateId: later[0] }),
  ],
  [
    "cards.createItem",
    () =>
      api.as("abe").cards.createItem({
        ...{ id: later[0], conversationId: group, text: "Send the CV", isShared: true },
        ownerId: "dan",
      }),
  ],
  [
    "cards.createItem of a private one",
    () =>
      api.as("dan").cards.createItem({
        ...{ id: later[1], conversationId: group, text: "Think about it", isShared: false },
      }),
  ],
  [
    "cards.changeItem",
    () => api.as("dan").cards.changeItem({ itemId: later[0], state: "done", dueOn: "2026-06-01" }),
  ],
  [
    "cards.changeItem of a private one",
    () => api.as("dan").cards.changeItem({ itemId: later[1], text: "Think again" }),
  ],
  [
    "cards.proposeMeeting",
    () =>
      api.as("ada").cards.proposeMeeting({
        ...{ id: later[2], conversationId: direct, title: "Coffee", minutes: 30 },
        ...{ slots: ["2026-06-02T10:00", "2026-06-03T10:00"], timeZone: "Europe/Berlin" },
      }),
  ],
  ...meetingChanges.map(([by, change], at): [string, () => Promise<unknown>] => [
    `cards.changeMeeting: ${change.do} by ${by}`,
    () => api.as(by).cards.changeMeeting({ meetingId: later[2], expectedVersion: at + 1, change }),
  ]),
  ["messages.saveDraft", () => saveDraft("Dear Ada")],
  ["messages.saveDraft of a later text", () => saveDraft("Dear Ada, thank you")],
  ["messages.saveDraft of a sent one", () => saveDraft(null)],
  [
    "groups.removeMembers of one with a draft",
    async () => {
      const editedAt = api.clock.now().toISOString();
      await api.as("dan").messages.saveDraft({ conversationId: group, body: "Bye", editedAt });
      await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["dan"] });
    },
  ],
  ["users.updateMe", () => api.as("ben").users.updateMe({ name: "Benjamin" })],
  [
    "users.upsert with another role",
    () =>
      api
        .as("root")
        .users.upsert({ id: "dan", email: "dan@example.org", name: "Dan", role: "ADMIN" }),
  ],
  ["groups.archive", () => api.as("root").groups.archive({ groupId: "north" })],
];

test.each(verbs)(
  "EVT-13: after %s every screen and its events equal a fresh fetch",
  async (_, change) => {
    await holdsFor(change);
    expect(api.faults).toEqual([]);
  },
);
