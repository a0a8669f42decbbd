import type { ConversationDetail } from "../conversations.ts";
import {
  type EventOf,
  type StreamEvent,
  type StreamEventType,
  streamEventSchema,
} from "../events.ts";
import type { Message } from "../messages.ts";

const id = "01900000-0000-7000-8000-000000000001";
const time = "2026-03-01T09:30:00.000Z";
const ann = { id: "ann", name: "Ann", role: "MENTOR", avatarUrl: null } as const;
const me = { id: "me", name: "Me", role: "MENTEE", avatarUrl: null } as const;

const messageAt = (seq: number, rest: Partial<Message> = {}): Message => ({
  id: `01900000-${String(seq).padStart(4, "0")}-7000-8000-000000000001`,
  conversationId: id,
  seq,
  senderId: "ann",
  body: `message ${seq}`,
  replyToSeq: null,
  mentions: [],
  reactions: [],
  version: 1,
  createdAt: time,
  editedAt: null,
  deletedAt: null,
  ...rest,
});

/** A direct conversation of the users `ann` and `me` with two messages, of which `me` has read one. */
export const sampleConversation: ConversationDetail = {
  id,
  with: { kind: "direct", person: ann },
  state: "readonly",
  writable: { ok: false, reason: "archived", since: null },
  lastSeq: 2,
  lastMessage: messageAt(2),
  activeAt: time,
  readSeq: 1,
  unread: 1,
  mentionSeqs: [2],
  markedUnread: false,
  mutedUntil: null,
  pinned: false,
  archived: false,
  members: [
    { person: ann, readSeq: null },
    { person: me, readSeq: 1 },
  ],
  membershipChanges: [{ type: "joined", person: ann, afterSeq: 1, at: time }],
};

type FieldName<Event = StreamEvent> = Event extends StreamEvent
  ? Exclude<keyof Event, "type">
  : never;
type FieldValue<Name, Event = StreamEvent> = Event extends StreamEvent
  ? Name extends keyof Event
    ? NonNullable<Event[Name]>
    : never
  : never;

/** A value for each field of any event: an event with a new field does not compile without one. */
const fields: { readonly [Name in FieldName]: FieldValue<Name> } = {
  message: messageAt(3, { reactions: [{ emoji: "👍", userIds: ["ann"] }], replyToSeq: 1 }),
  mentionsYou: true,
  unread: { count: 0, upToSeq: 2 },
  conversation: sampleConversation,
  conversationId: id,
  userId: "me",
  readSeq: 2,
  keepsMark: true,
  contacts: [
    {
      person: ann,
      kind: "mentors",
      reasons: [{ type: "group", groupId: "g", groupName: "G" }, { type: "admin" }],
    },
  ],
  userIds: ["ann"],
  blocked: { person: ann, since: time },
  groupId: "g",
  group: {
    id: "g",
    name: "G",
    mentor: ann,
    mentees: [me],
    state: "active",
    endsAt: null,
    conversationId: id,
  },
  person: me,
  me: { ...me, email: "me@example.org", sharesPresence: true, sharesReceipts: true },
};

/** What distinguishes the samples of some types. */
const particular: { readonly [Type in StreamEventType]?: Partial<EventOf<Type>> } = {
  "message.edited": { message: messageAt(2, { version: 2, editedAt: time }) },
  "message.deleted": { message: messageAt(2, { version: 3, body: null, deletedAt: time }) },
  "message.reacted": { message: messageAt(2, { version: 4 }) },
  "conversation.updated": { conversation: { ...sampleConversation, pinned: true } },
};

/** One event of each type, with every field of its schema. All are about `sampleConversation` and its users. */
export const eventSamples = streamEventSchema.options.map((option) => {
  const type = option.shape.type.value;
  const own = Object.keys(option.shape).map(
    (name) => [name, new Map(Object.entries(fields)).get(name)] as const,
  );
  // The tests that use it parse it with the schema that it is made of.
  return { ...Object.fromEntries(own), ...particular[type], type } as StreamEvent;
});

/** The sample of one type. */
export function sampleOf<Type extends StreamEventType>(type: Type): EventOf<Type> {
  const sample = eventSamples.find((event): event is EventOf<Type> => event.type === type);
  if (sample === undefined) throw new Error(`no sample of ${type}`);
  return sample;
}
