import * as z from "zod";
import { type ConversationDetail, conversationDetailSchema } from "../conversations.ts";
import {
  type EventOf,
  type StreamEvent,
  type StreamEventType,
  streamEventSchema,
} from "../events.ts";
import { conversationIdSchema, messageIdSchema, timeSchema, userIdSchema } from "../ids.ts";
import { type Message, messageSchema } from "../messages.ts";
import { personSchema } from "../people.ts";

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
  pins: [{ seq: 1, userId: "ann", at: time }],
  savedSeqs: [2],
};

/** Values that belong together. Others are made of their schemas. */
const known = new Map<unknown, unknown>([
  [userIdSchema, "ann"],
  [personSchema, ann],
  [conversationIdSchema, id],
  [messageIdSchema, id],
  [conversationDetailSchema, sampleConversation],
  [messageSchema, messageAt(3, { reactions: [{ emoji: "👍", userIds: ["ann"] }], replyToSeq: 1 })],
  [timeSchema, time],
]);

/** A value with every optional field, each array with one element, each union as its first option. */
function valueOf(schema: unknown): unknown {
  if (known.has(schema)) return known.get(schema);
  if (schema instanceof z.ZodObject) {
    const { shape }: { shape: Readonly<Record<string, unknown>> } = schema;
    return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, valueOf(field)]));
  }
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodExactOptional ||
    schema instanceof z.ZodNullable
  )
    return valueOf(schema.unwrap());
  if (schema instanceof z.ZodArray) return [valueOf(schema.element)];
  if (schema instanceof z.ZodUnion) return valueOf(schema.options[0]);
  if (schema instanceof z.ZodEnum) return schema.options[0];
  if (schema instanceof z.ZodLiteral) return schema.value;
  if (schema instanceof z.ZodString) return "text";
  if (schema instanceof z.ZodNumber) return 1;
  if (schema instanceof z.ZodBoolean) return true;
  throw new Error("no sample for this kind of schema: add one here");
}

/** What distinguishes the samples of some types. */
const particular: { readonly [Type in StreamEventType]?: Partial<EventOf<Type>> } = {
  "message.edited": { message: messageAt(2, { version: 2, editedAt: time }) },
  "message.deleted": {
    message: messageAt(2, { version: 3, body: null, deletedAt: time }),
    unread: { count: 0, upToSeq: 2 },
  },
  "message.reacted": { message: messageAt(2, { version: 4 }) },
  "conversation.updated": { conversation: { ...sampleConversation, pinned: true } },
  "contact.added": {
    contacts: [
      {
        person: ann,
        kind: "mentors",
        reasons: [{ type: "group", groupId: "g", groupName: "G" }, { type: "admin" }],
      },
    ],
  },
  "conversation.read": { userId: "me", readSeq: 2, unread: { count: 0, upToSeq: 2 } },
  "user.updated": {
    person: me,
    me: {
      ...me,
      email: "me@example.org",
      sharesPresence: true,
      sharesReceipts: true,
      sharesResponseTime: false,
    },
  },
};

/** One event of each type with every field of its schema, so that a new type needs no sample. */
export const eventSamples = streamEventSchema.options.map((option) => {
  const event = option.parse(valueOf(option));
  // `particular` has fields of the same type of event.
  return { ...event, ...particular[event.type] } as StreamEvent;
});

/** The sample of one type. */
export function sampleOf<Type extends StreamEventType>(type: Type): EventOf<Type> {
  const sample = eventSamples.find((event): event is EventOf<Type> => event.type === type);
  if (sample === undefined) throw new Error(`no sample of ${type}`);
  return sample;
}
