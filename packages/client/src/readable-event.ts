import type { ContactReason } from "@parley/contract/contacts";
import type { Conversation, ConversationDetail, Counterpart } from "@parley/contract/conversations";
import type { Signal, StreamEvent } from "@parley/contract/events";
import type { Group } from "@parley/contract/groups";
import type { Message } from "@parley/contract/messages";
import type { Person } from "@parley/contract/people";

/** Whether a value from the wire has a form that this client can work with. Other fields are let pass. */
type Check = (value: unknown) => boolean;

/** A check for every field of a type, so that a new field of the contract does not compile without one. */
type Checks<Value> = { readonly [Key in keyof Required<Value>]: Check };

/** Types of a discriminated union, each with the checks of its fields. */
type ByName<Union, Name extends keyof Union> = {
  readonly [Each in Union as Each[Name] & string]: Checks<Omit<Each, Name>>;
};

const text: Check = (value) => typeof value === "string";
/** A snapshot holds conversations by id in plain objects, where names like `__proto__` mean something else. */
const conversationKey: Check = (value) => typeof value === "string" && !(value in Object.prototype);
/** A time that cannot be read would make the screen's date formats throw. */
const time: Check = (value) => typeof value === "string" && !Number.isNaN(Date.parse(value));
const count: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const place: Check = (value) => count(value) && value !== 0;
const flag: Check = (value) => typeof value === "boolean";
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const each =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

function record(checks: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(checks);
  return (value) => {
    const fields = fieldsOf(value);
    return fields !== undefined && entries.every(([key, check]) => check(fields.get(key)));
  };
}

/** A value of a discriminated union, by the field that names its type. */
function oneOf(
  name: string,
  types: Readonly<Record<string, Readonly<Record<string, Check>>>>,
): Check {
  const checks = new Map(Object.entries(types).map(([key, fields]) => [key, record(fields)]));
  return (value) => {
    const which = fieldsOf(value)?.get(name);
    return typeof which === "string" && checks.get(which)?.(value) === true;
  };
}

const reaction: Checks<Message["reactions"][number]> = { emoji: text, userIds: each(text) };
const message: Checks<Message> = {
  id: text,
  conversationId: conversationKey,
  seq: place,
  senderId: text,
  body: orNull(text),
  replyToSeq: orNull(place),
  mentions: each(text),
  reactions: each(record(reaction)),
  version: place,
  createdAt: time,
  editedAt: orNull(time),
  deletedAt: orNull(time),
};
const person: Checks<Person> = { id: text, name: text, role: text, avatarUrl: orNull(text) };
const counterpart: ByName<Counterpart, "kind"> = {
  direct: { person: record(person) },
  group: { groupId: text, name: text },
};
const writable: Check = (value) =>
  fieldsOf(value)?.get("ok") === true ||
  record({ ok: flag, reason: text, since: orNull(time) })(value);
const conversation: Checks<Conversation> = {
  id: conversationKey,
  with: oneOf("kind", counterpart),
  state: text,
  writable,
  lastSeq: count,
  lastMessage: orNull(record(message)),
  activeAt: time,
  readSeq: count,
  unread: count,
  mentionSeqs: each(place),
  markedUnread: flag,
  mutedUntil: orNull(time),
  pinned: flag,
  archived: flag,
};
const member: Checks<ConversationDetail["members"][number]> = {
  person: record(person),
  readSeq: orNull(count),
};
const membershipChange: Checks<ConversationDetail["membershipChanges"][number]> = {
  type: text,
  person: record(person),
  afterSeq: place,
  at: time,
};
const detail: Checks<ConversationDetail> = {
  ...conversation,
  members: each(record(member)),
  membershipChanges: each(record(membershipChange)),
};
const contactReason: ByName<ContactReason, "type"> = {
  group: { groupId: text, groupName: text },
  admin: {},
  custom: {},
};
type EventOf<Type extends StreamEvent["type"]> = Extract<StreamEvent, { type: Type }>;
const contact: Checks<EventOf<"contact.added">["contacts"][number]> = {
  person: record(person),
  kind: text,
  reasons: each(oneOf("type", contactReason)),
};
const group: Checks<Group> = {
  id: text,
  name: text,
  mentor: record(person),
  mentees: each(record(person)),
  state: text,
  endsAt: orNull(time),
  conversationId: conversationKey,
};
const blocked: Checks<EventOf<"contact.blocked">["blocked"]> = {
  person: record(person),
  since: time,
};
const unread: Checks<EventOf<"message.deleted">["unread"]> = { count, upToSeq: count };
const me: Checks<NonNullable<EventOf<"user.updated">["me"]>> = {
  ...person,
  email: orNull(text),
  sharesPresence: flag,
  sharesReceipts: flag,
};

const events: ByName<StreamEvent, "type"> = {
  "message.created": { message: record(message) },
  "message.edited": { message: record(message), mentionsYou: optional(flag) },
  "message.deleted": { message: record(message), unread: record(unread) },
  "message.reacted": { message: record(message) },
  "conversation.opened": { conversation: record(detail) },
  "conversation.updated": { conversation: record(detail) },
  "conversation.closed": { conversationId: conversationKey },
  "conversation.read": {
    conversationId: conversationKey,
    userId: text,
    readSeq: count,
    unread: orNull(record(unread)),
    keepsMark: optional(flag),
  },
  "contact.added": { contacts: each(record(contact)) },
  "contact.removed": { userIds: each(text) },
  "contact.blocked": { blocked: record(blocked) },
  "contact.unblocked": { userId: text },
  "group.updated": { groupId: text, group: orNull(record(group)) },
  "user.updated": { person: record(person), me: orNull(record(me)) },
  resync: {},
};
const isEvent = oneOf("type", events);

const presence: Checks<Extract<Signal, { type: "presence" }>["presence"]> = {
  userId: text,
  state: text,
  lastSeenAt: orNull(time),
};
const signals: ByName<Signal, "type"> = {
  typing: { conversationId: conversationKey, userId: text, typing: flag },
  presence: { presence: record(presence) },
};
const isSignal = oneOf("type", signals);

export const resync: StreamEvent = { type: "resync" };

/** The type that an event says it has. */
export const typeOf = (received: unknown): unknown => fieldsOf(received)?.get("type");

/** Whether something on the stream has a place in it. */
export const isNumbered = (received: unknown): boolean =>
  /^\d{1,16}$/.test(String(fieldsOf(received)?.get("id")));

/**
 * An event as it came from the server. One that this client does not understand, because the server is newer,
 * becomes a `resync`: what it told of is fetched.
 */
export const readableEvent = (received: StreamEvent): StreamEvent =>
  isEvent(received) ? received : resync;

/** Whether a signal can be shown. Others are of no lasting consequence. */
export const isReadableSignal = (received: Signal): boolean => isSignal(received);
