import type { BlockedPerson, Contact, ContactKind, Explanation } from "@parley/contract/contacts";
import type { Conversation, ConversationDetail } from "@parley/contract/conversations";
import type { ErrorReason } from "@parley/contract/error-reasons";
import type { Group } from "@parley/contract/groups";
import type { ListMessagesInput, Message, MessagePage } from "@parley/contract/messages";
import type { Me, Person, ScreenPolicy } from "@parley/contract/people";

/** A UUIDv7 that is the same for the same number. */
export const idOf = (number: number) =>
  `01890000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;

export function personOf(id: string, name: string, role: Person["role"] = "MENTEE"): Person {
  return { id, name, role, avatarUrl: null };
}

interface MessageFacts {
  readonly conversationId: string;
  readonly seq: number;
  readonly senderId: string;
  readonly body: string;
  readonly createdAt?: string;
}

let made = 1_000_000;

export function messageOf(facts: MessageFacts): Message {
  made += 1;
  return {
    id: idOf(made),
    replyToSeq: null,
    mentions: [],
    reactions: [],
    version: 1,
    createdAt: new Date(Date.UTC(2026, 10, 22, 9) + facts.seq * 1_000).toISOString(),
    editedAt: null,
    deletedAt: null,
    ...facts,
  };
}

/** A fake server: its data, and how it answers. */
export interface FakeServer {
  me: Me;
  policy: ScreenPolicy;
  /** How far its clock is ahead of the device's, in milliseconds. */
  clockAhead: number;
  people: Map<string, Person>;
  conversations: Map<string, ConversationDetail>;
  messages: Map<string, Message[]>;
  contacts: Contact[];
  /** Messages that mention the signed-in user, newest first. */
  mentions: Message[];
  blocked: BlockedPerson[];
  groups: Group[];
  /** The explanation for any user. */
  explanation: Explanation;
  /** Responses that a test delays or refuses, by procedure. */
  refuse: Map<string, ErrorReason>;
  /** Procedures whose responses are lost after the call was executed. */
  lose: Set<string>;
  calls: { path: string; input: unknown }[];
  /** Calls aborted before their response, by procedure. */
  cancelled: string[];
}

export function createFakeServer(me: Person): FakeServer {
  return {
    me: {
      ...me,
      email: `${me.id}@example.org`,
      sharesPresence: true,
      sharesReceipts: true,
      cursor: "0",
    },
    policy: { editWindow: 15 * 60_000, customContacts: "open", blockNotice: "on-attempt" },
    clockAhead: 0,
    people: new Map([[me.id, me]]),
    conversations: new Map(),
    messages: new Map(),
    contacts: [],
    blocked: [],
    groups: [],
    mentions: [],
    explanation: {
      canWrite: true,
      rule: "same-group",
      may: { open: true, send: true, typing: true, mention: true, search: true, presence: true },
      reasons: [{ type: "group", groupId: "g", groupName: "Spring cohort" }],
    },
    refuse: new Map(),
    lose: new Set(),
    calls: [],
    cancelled: [],
  };
}

const writableBy = (state: Conversation["state"]): Conversation["writable"] =>
  state === "open" ? { ok: true } : { ok: false, reason: "archived", since: null };

/** Adds a conversation with messages; the signed-in user has read `read` of them. */
export function addConversation(
  server: FakeServer,
  options: {
    readonly id: string;
    readonly with: Conversation["with"];
    readonly members: readonly Person[];
    readonly messages: readonly Message[];
    readonly readSeq?: number;
    readonly state?: Conversation["state"];
    readonly writable?: Conversation["writable"];
  },
) {
  const { id, messages } = options;
  const last = messages.at(-1) ?? null;
  const readSeq = options.readSeq ?? last?.seq ?? 0;
  const unread = messages.filter(({ seq, senderId }) => seq > readSeq && senderId !== server.me.id);
  for (const person of options.members) server.people.set(person.id, person);
  server.messages.set(id, [...messages]);
  server.conversations.set(id, {
    id,
    with: options.with,
    state: options.state ?? "open",
    writable: options.writable ?? writableBy(options.state ?? "open"),
    lastSeq: last?.seq ?? 0,
    lastMessage: last,
    activeAt: last?.createdAt ?? "2026-11-01T09:00:00.000Z",
    readSeq,
    unread: Math.min(unread.length, 100),
    mentionSeqs: unread
      .filter(({ mentions }) => mentions.includes(server.me.id))
      .map(({ seq }) => seq),
    markedUnread: false,
    mutedUntil: null,
    pinned: false,
    archived: false,
    membershipChanges: [],
    members: [server.me, ...options.members].map(({ id: personId, name, role, avatarUrl }) => ({
      person: { id: personId, name, role, avatarUrl },
      readSeq: personId === server.me.id ? readSeq : (last?.seq ?? 0),
    })),
  });
}

export function addContact(
  server: FakeServer,
  person: Person,
  kind: ContactKind,
  groupName?: string,
) {
  server.people.set(person.id, person);
  server.contacts.push({
    person,
    kind,
    reasons:
      groupName === undefined ? [{ type: "admin" }] : [{ type: "group", groupId: "g", groupName }],
  });
}

/** A page of history, as the server returns it. */
export function pageOf(all: readonly Message[], input: ListMessagesInput): MessagePage {
  const { at = { from: "end" }, limit = 50 } = input;
  const last = all.length;
  const starts = {
    end: () => last - limit + 1,
    before: (seq: number) => seq - limit,
    after: (seq: number) => seq + 1,
    around: (seq: number) => Math.min(seq - Math.floor(limit / 2), last - limit + 1),
  };
  const start = at.from === "end" ? starts.end() : starts[at.from](at.seq);
  const first = Math.max(1, start);
  const end = Math.min(last, start + limit - 1);
  return {
    messages: all.slice(first - 1, Math.max(end, first - 1)),
    hasOlder: first > 1,
    hasNewer: end < last,
  };
}
