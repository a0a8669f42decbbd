import type {
  Card,
  AboutConversation,
  BlockedPerson,
  Contact,
  ContactKind,
  Conversation,
  ConversationDetail,
  Explanation,
  Group,
  Me,
  Message,
  Person,
  Draft,
  StarterChange,
  ScheduledMessage,
  ScreenPolicy,
  Signal,
  StreamEvent,
  StreamInput,
  Template,
} from "@parley/contract";
import { idOf, messageOf, personOf } from "./fake-data.ts";
import { answer, type FakeInput, FakeRefusal } from "./fake-procedures.ts";
import {
  type CallRecord,
  createTestClient,
  refusalOf,
  type TestBackend,
  type TestClient,
  type TestClientOptions,
  type TestSubscriber,
} from "./test-client.ts";

/** A conversation that a test adds. */
export interface FakeConversation {
  /** The other person, or the group. */
  readonly with: Person | Conversation["with"];
  readonly id?: string | undefined;
  /** The members besides the signed-in user. */
  readonly members?: readonly Person[] | undefined;
  /** A text is a message of the first of these members. */
  readonly messages?: readonly (string | Message)[] | undefined;
  /** Up to which message the signed-in user has read. Default: all. */
  readonly readSeq?: number | undefined;
  readonly state?: Conversation["state"] | undefined;
  readonly writable?: Conversation["writable"] | undefined;
}

/** A message that the signed-in user has saved. */
export interface FakeSaved {
  readonly conversationId: string;
  readonly seq: number;
  readonly note: string | null;
  /** ISO 8601. */
  readonly savedAt: string;
}

/** A message by another user that arrives while the page is open. */
export type Incoming = Pick<Message, "body" | "senderId"> & Partial<Message>;

/**
 * A server in memory, as one signed-in user sees it: its data, which a test may change, and what happens on it. It knows
 * none of the rules of who may write to whom; `@parley/api/testing` has those.
 */
export interface FakeServer extends CallRecord {
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
  /** What the signed-in user has saved, the last saved first. */
  saved: FakeSaved[];
  blocked: BlockedPerson[];
  groups: Group[];
  /** The explanation for any user. */
  explanation: Explanation;
  /** What is known of the other user of any direct conversation, apart from the explanation. */
  aboutPerson: Pick<
    Extract<AboutConversation, { kind: "direct" }>,
    "since" | "timeZone" | "responseTime"
  >;
  /** Messages of the signed-in user that are to be sent later. */
  scheduled: ScheduledMessage[];
  /** Templates of the signed-in user. */
  templates: Template[];
  /** What an ADMIN has changed about the starters of any language. */
  starterChanges: StarterChange[];
  /** Action items. */
  cards: Card[];
  /** Drafts of the signed-in user, also cleared ones. */
  drafts: Draft[];
  /** When the other user of any direct conversation will be notified. */
  notifiedAt: string | null;
  /** The number of the latest event. */
  readonly cursor: number;
  /** The current subscriptions to the events, each with the cursor that it started from. */
  readonly subscriptions: ReadonlySet<{ readonly cursor: string }>;
  /** The time on its clock. */
  now(): Date;
  addContact(person: Person, kind?: ContactKind, groupName?: string): void;
  /** Returns the id of the conversation. */
  addConversation(conversation: FakeConversation): string;
  /** A message by another user arrives: it is stored, and its event is sent. A text is by the other person. */
  receive(conversationId: string, incoming: string | Incoming): Message;
  /** Adds a message to its conversation, and sends its event. */
  store(message: Message): void;
  /** Sends a durable event. Clients that are cut off get it when they are back. */
  emit(event: StreamEvent): void;
  /** Sends a typing or presence signal to the clients that are connected. */
  signal(signal: Signal): void;
  /** A new client of the signed-in user, to pass to `MessagingProvider`. */
  client(options?: Pick<TestClientOptions, "storage">): TestClient;
}

const writableBy = (state: Conversation["state"]): Conversation["writable"] =>
  state === "open" ? { ok: true } : { ok: false, reason: "archived", since: null };

const kinds = { ADMIN: "admins", MENTOR: "mentors", MENTEE: "mentees" } as const;

/** Starts a server without conversations and contacts. */
export function createFakeServer(me: Person = personOf("me", "Me", "MENTOR")): FakeServer {
  const log: { readonly id: string; readonly data: StreamEvent }[] = [];
  const streams = new Set<{ readonly cursor: string; readonly subscriber: TestSubscriber }>();
  const signals = new Set<TestSubscriber>();
  const record: CallRecord = { calls: [], cancelled: [] };
  const backend: TestBackend = {
    async call({ path, input }) {
      try {
        // The tests call with the inputs that these procedures have.
        const data = answer(server, path, (input ?? {}) as FakeInput);
        return data === undefined ? { error: refusalOf("not_found", path) } : { data };
      } catch (error) {
        if (error instanceof FakeRefusal) return { error: refusalOf(error.reason, path) };
        throw error;
      }
    },
    async subscribe({ path, input, signal }, subscriber) {
      const stop = path === "events.stream" ? stream(input, subscriber) : live(subscriber);
      signal.addEventListener("abort", stop);
    },
  };
  function stream(input: unknown, subscriber: TestSubscriber) {
    // The contract's input of this procedure.
    const { lastEventId } = input as StreamInput;
    const cursor = lastEventId ?? String(server.cursor);
    for (const event of log) if (Number(event.id) > Number(cursor)) subscriber.next(event);
    const entry = { cursor, subscriber };
    streams.add(entry);
    return () => void streams.delete(entry);
  }
  function live(subscriber: TestSubscriber) {
    signals.add(subscriber);
    return () => void signals.delete(subscriber);
  }
  const server: FakeServer = {
    me: {
      ...me,
      email: `${me.id}@example.org`,
      sharesPresence: true,
      sharesReceipts: true,
      sharesResponseTime: false,
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
    saved: [],
    scheduled: [],
    templates: [],
    starterChanges: [],
    cards: [],
    drafts: [],
    notifiedAt: null,
    aboutPerson: { since: "2026-02-03T10:00:00.000Z", timeZone: null, responseTime: null },
    explanation: {
      canWrite: true,
      rule: "same-group",
      may: { open: true, send: true, typing: true, mention: true, search: true, presence: true },
      reasons: [{ type: "group", groupId: "g", groupName: "Spring cohort" }],
    },
    ...record,
    subscriptions: streams,
    get cursor() {
      return Math.max(Number(server.me.cursor), Number(log.at(-1)?.id ?? 0));
    },
    now: () => new Date(Date.now() + server.clockAhead),
    addContact(person, kind = kinds[person.role], groupName) {
      server.people.set(person.id, person);
      const reasons: Contact["reasons"] =
        groupName === undefined
          ? [{ type: "admin" }]
          : [{ type: "group", groupId: "g", groupName }];
      server.contacts.push({ person, kind, reasons });
    },
    addConversation: (conversation) => addConversation(server, conversation),
    receive(conversationId, incoming) {
      const detail = conversationOf(server, conversationId);
      const senderId = otherOf(server, detail);
      const facts = typeof incoming === "string" ? { body: incoming, senderId } : incoming;
      const seq = detail.lastSeq + 1;
      const createdAt = server.now().toISOString();
      const message = messageOf({
        conversationId,
        seq,
        createdAt,
        ...facts,
        body: facts.body ?? "",
      });
      server.store(message);
      return message;
    },
    store(message) {
      const { conversationId, seq, senderId, createdAt } = message;
      const detail = conversationOf(server, conversationId);
      const isOwn = senderId === server.me.id;
      server.messages.set(conversationId, [
        ...(server.messages.get(conversationId) ?? []),
        message,
      ]);
      server.conversations.set(conversationId, {
        ...detail,
        ...{ lastSeq: seq, lastMessage: message, activeAt: createdAt },
        ...(isOwn ? { readSeq: seq, unread: 0 } : { unread: Math.min(detail.unread + 1, 100) }),
      });
      server.emit({ type: "message.created", message });
    },
    emit(event) {
      const numbered = { id: String(server.cursor + 1), data: event };
      log.push(numbered);
      for (const { subscriber } of streams) subscriber.next(numbered);
    },
    signal(signal) {
      for (const subscriber of signals) subscriber.next({ data: signal });
    },
    client: ({ storage } = {}) => createTestClient(backend, { storage, record }),
  };
  return server;
}

function conversationOf({ conversations }: FakeServer, id: string): ConversationDetail {
  const detail = conversations.get(id);
  if (detail === undefined) throw new Error(`the fake server has no conversation ${id}`);
  return detail;
}

/** The first member who is not the signed-in user. */
const otherOf = ({ me }: FakeServer, { members }: Pick<ConversationDetail, "members">) =>
  members.find(({ person }) => person.id !== me.id)?.person.id ?? me.id;

function addConversation(server: FakeServer, options: FakeConversation): string {
  const { id = idOf(1_000_000 + server.conversations.size), state = "open" } = options;
  const other =
    "role" in options.with ? ({ kind: "direct", person: options.with } as const) : options.with;
  const others = options.members ?? (other.kind === "direct" ? [other.person] : []);
  const members = [server.me, ...others].map(({ id: personId, name, role, avatarUrl }) => ({
    person: { id: personId, name, role, avatarUrl },
    readSeq: 0,
  }));
  const senderId = otherOf(server, { members });
  const messages = (options.messages ?? []).map((message, at) =>
    typeof message === "string"
      ? messageOf({ conversationId: id, seq: at + 1, senderId, body: message })
      : message,
  );
  const last = messages.at(-1) ?? null;
  const lastSeq = last?.seq ?? 0;
  const readSeq = options.readSeq ?? lastSeq;
  const unread = messages.filter((each) => each.seq > readSeq && each.senderId !== server.me.id);
  for (const person of others) server.people.set(person.id, person);
  server.messages.set(id, messages);
  server.conversations.set(id, {
    id,
    with: other,
    state,
    writable: options.writable ?? writableBy(state),
    lastSeq,
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
    pins: [],
    savedSeqs: [],
    members: members.map(({ person }) => ({
      person,
      readSeq: person.id === server.me.id ? readSeq : lastSeq,
    })),
  });
  return id;
}
