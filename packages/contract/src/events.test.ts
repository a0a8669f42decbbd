import type { ConversationDetail } from "./conversations.ts";
import { expect, expectTypeOf, test } from "vitest";
import { type Signal, signalSchema, type StreamEvent, streamEventSchema } from "./events.ts";

const id = "01890a5d-ac96-774b-bcce-b302099a8057";
const time = "2025-03-01T09:30:00.000Z";
const person = { id: "ann", name: "Ann", role: "MENTOR", avatarUrl: null } as const;

const message = {
  id,
  conversationId: id,
  seq: 1,
  senderId: "ann",
  body: "hello",
  replyToSeq: null,
  mentions: [],
  reactions: [{ emoji: "👍", userIds: ["ann"] }],
  version: 1,
  createdAt: time,
  editedAt: null,
  deletedAt: null,
};

const conversation = {
  id,
  with: { kind: "direct", person },
  state: "open",
  writable: { ok: true },
  lastSeq: 1,
  lastMessage: message,
  activeAt: time,
  readSeq: 0,
  unread: 1,
  mentionSeqs: [],
  markedUnread: false,
  mutedUntil: null,
  pinned: false,
  archived: false,
  members: [{ person, readSeq: null }],
  membershipChanges: [],
} satisfies ConversationDetail;

/** One of each: the compiler asks for the next one when an event is added. */
const events: { [Type in StreamEvent["type"]]: Extract<StreamEvent, { type: Type }> } = {
  "message.created": { type: "message.created", message },
  "message.edited": { type: "message.edited", message },
  "message.deleted": {
    type: "message.deleted",
    message: { ...message, body: null, reactions: [], deletedAt: time },
    unread: { count: 0, upToSeq: 1 },
  },
  "message.reacted": { type: "message.reacted", message },
  "conversation.opened": {
    type: "conversation.opened",
    conversation: { ...conversation, members: [...conversation.members] },
  },
  "conversation.updated": {
    type: "conversation.updated",
    conversation: { ...conversation, members: [...conversation.members] },
  },
  "conversation.closed": { type: "conversation.closed", conversationId: id },
  "conversation.read": {
    type: "conversation.read",
    conversationId: id,
    userId: "ann",
    readSeq: 1,
    unread: null,
  },
  "contact.added": {
    type: "contact.added",
    contacts: [{ person, kind: "mentors", reasons: [{ type: "admin" }] }],
  },
  "contact.removed": { type: "contact.removed", userIds: ["ann"] },
  "contact.blocked": { type: "contact.blocked", blocked: { person, since: time } },
  "contact.unblocked": { type: "contact.unblocked", userId: "ann" },
  "group.updated": { type: "group.updated", groupId: "north", group: null },
  "user.updated": { type: "user.updated", person, me: null },
  resync: { type: "resync" },
};

const signals: { [Type in Signal["type"]]: Extract<Signal, { type: Type }> } = {
  typing: { type: "typing", conversationId: id, userId: "ann", typing: true },
  presence: { type: "presence", presence: { userId: "ann", state: "offline", lastSeenAt: time } },
};

test.each(Object.values(events))("the event $type is what it says", (event) => {
  expect(streamEventSchema.parse(event)).toEqual(event);
  expect(signalSchema.safeParse(event).success).toBe(false);
});

test.each(Object.values(signals))("the signal $type is what it says", (signal) => {
  expect(signalSchema.parse(signal)).toEqual(signal);
  expect(streamEventSchema.safeParse(signal).success).toBe(false);
});

const broken = [
  { title: "an event of another name", event: { type: "message.sent", message } },
  {
    title: "a message without a place",
    event: { type: "message.created", message: { ...message, seq: 0 } },
  },
  { title: "an event without its content", event: { type: "message.created" } },
  {
    title: "more unread than there is a number for",
    event: { ...events["conversation.read"], unread: 101 },
  },
  { title: "no type at all", event: {} },
];

test.each(broken)("what is not an event is refused: $title", ({ event }) => {
  expect(streamEventSchema.safeParse(event).success).toBe(false);
});

test("a text that was deleted is null, and is never left out", () => {
  const deleted = { ...message, body: null, deletedAt: time, version: 2 };
  const { body: _, ...without } = deleted;
  const [first, second] = [deleted, without].map((value) =>
    streamEventSchema.safeParse({ type: "message.created", message: value }),
  );
  expect(first?.success).toBe(true);
  expect(second?.error?.issues).toMatchObject([{ path: ["message", "body"] }]);
});

test("an event is told from the others by its type", () => {
  expectTypeOf<Extract<StreamEvent, { type: "resync" }>>().toEqualTypeOf<{ type: "resync" }>();
  expectTypeOf<Extract<Signal, { type: "typing" }>["typing"]>().toEqualTypeOf<boolean>();
});
