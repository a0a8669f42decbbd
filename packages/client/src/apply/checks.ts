import type {
  Conversation,
  ConversationDetail,
  Counterpart,
  EventOf,
  Message,
  Person,
  Signal,
} from "@parley/contract";

/** Whether a value from the wire has a form that this client can work with. Unknown fields are accepted. */
export type Check = (value: unknown) => boolean;

/** A check for every field of a type, so that a new field of the contract does not compile without one. */
export type Checks<Value> = { readonly [Key in keyof Required<Value>]: Check };

/** Types of a discriminated union, each with the checks of its fields. */
export type ByName<Union, Name extends keyof Union> = {
  readonly [Each in Union as Each[Name] & string]: Checks<Omit<Each, Name>>;
};

export const text: Check = (value) => typeof value === "string";
export const number: Check = (value) => typeof value === "number";
/** A snapshot holds conversations by id in plain objects, where names like `__proto__` have a special meaning. */
export const conversationId: Check = (value) =>
  typeof value === "string" && !(value in Object.prototype);
/** A time that cannot be read would make the screen's date formats throw. */
export const time: Check = (value) => typeof value === "string" && !Number.isNaN(Date.parse(value));
export const count: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const place: Check = (value) => count(value) && value !== 0;
export const flag: Check = (value) => typeof value === "boolean";
export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
export const each =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

export function record(checks: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(checks);
  return (value) => {
    const fields = fieldsOf(value);
    return fields !== undefined && entries.every(([key, check]) => check(fields.get(key)));
  };
}

/** A value of a discriminated union, by the field that names its type. */
export function oneOf(
  name: string,
  types: Readonly<Record<string, Readonly<Record<string, Check>>>>,
): Check {
  const checks = new Map(Object.entries(types).map(([key, fields]) => [key, record(fields)]));
  return (value) => {
    const which = fieldsOf(value)?.get(name);
    return typeof which === "string" && checks.get(which)?.(value) === true;
  };
}

export const places: Check = each(place);
const reaction: Checks<Message["reactions"][number]> = { emoji: text, userIds: each(text) };
const file: Checks<NonNullable<Message["files"]>[number]> = {
  id: text,
  kind: text,
  name: text,
  type: text,
  size: count,
  width: optional(place),
  height: optional(place),
  color: optional(text),
  voice: optional(record({ duration: place, peaks: each(count) })),
  alt: optional(text),
};
export const message: Checks<Message> = {
  id: text,
  conversationId,
  seq: place,
  senderId: text,
  body: orNull(text),
  replyToSeq: orNull(place),
  mentions: each(text),
  reactions: each(record(reaction)),
  files: optional(each(record(file))),
  version: place,
  createdAt: time,
  editedAt: orNull(time),
  deletedAt: orNull(time),
};
export const person: Checks<Person> = {
  id: text,
  name: text,
  role: text,
  avatarUrl: orNull(text),
  kind: optional(text),
};
const counterpart: ByName<Counterpart, "kind"> = {
  direct: { person: record(person) },
  group: { groupId: text, name: text },
};
const writable: Check = (value) =>
  fieldsOf(value)?.get("ok") === true ||
  record({ ok: flag, reason: text, since: orNull(time) })(value);
const conversation: Checks<Conversation> = {
  id: conversationId,
  with: oneOf("kind", counterpart),
  state: text,
  writable,
  lastSeq: count,
  lastMessage: orNull(record(message)),
  activeAt: time,
  readSeq: count,
  unread: count,
  mentionSeqs: places,
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
const pin: Checks<ConversationDetail["pins"][number]> = { seq: place, userId: text, at: time };
export const pins: Check = each(record(pin));
export const detail: Checks<ConversationDetail> = {
  ...conversation,
  pins,
  savedSeqs: places,
  members: each(record(member)),
  membershipChanges: each(record(membershipChange)),
};
export const unread: Checks<EventOf<"message.deleted">["unread"]> = { count, upToSeq: count };
const presence: Checks<Extract<Signal, { type: "presence" }>["presence"]> = {
  userId: text,
  state: text,
  lastSeenAt: orNull(time),
};
const signals: ByName<Signal, "type"> = {
  typing: { conversationId, userId: text, typing: flag },
  presence: { presence: record(presence) },
};
const isSignal = oneOf("type", signals);

/** Whether a signal can be shown. Others are dropped: signals have no lasting effect. */
export const isReadableSignal = (received: Signal): boolean => isSignal(received);
