import type {
  ActionItem,
  Card,
  Meeting,
  MeetingChange,
  AboutConversation,
  BlockedPerson,
  Contact,
  Conversation,
  ConversationDetail,
  ConversationFilter,
  ErrorReason,
  ListMessagesInput,
  Message,
  MessagePage,
  SavedMessage,
  Draft,
  ScheduledMessage,
  SearchHit,
  SendAt,
  SignedIn,
} from "@parley/contract";
import { fold } from "@parley/contract/folding";
import { mayHaveLinks } from "@parley/contract/text-rules";
import { messageOf } from "./fake-data.ts";
import type { FakeSaved, FakeServer } from "./fake-server.ts";

/** The inputs that the procedures of the fake read. */
export interface FakeInput
  extends Partial<Omit<Conversation, "id" | "with" | "state">>, Omit<ListMessagesInput, "limit"> {
  readonly conversationId: string;
  readonly id: string;
  readonly replyToSeq?: number | null;
  readonly userId: string;
  readonly filter?: ConversationFilter;
  readonly text?: string;
  readonly email: string;
  readonly groupId: string;
  readonly name?: string;
  readonly limit?: number;
  readonly seq: number;
  /** A `seq` of the list of links, or a time of the search. */
  readonly before?: number | string | null;
  readonly after?: string;
  readonly senderId?: string;
  readonly hasLink?: boolean;
  readonly emoji: string;
  readonly body: string;
  readonly chosen?: Draft["chosen"];
  readonly editedAt?: string;
  readonly mentions?: string[];
  readonly note?: string | null;
  readonly messageId?: string;
  readonly templateId?: string;
  readonly itemId?: string;
  readonly isShared?: boolean;
  readonly ownerId?: string;
  readonly dueOn?: string | null;
  readonly sourceSeq?: number | null;
  readonly state?: ActionItem["state"];
  readonly meetingId?: string;
  readonly seqs?: readonly number[];
  readonly slots?: readonly string[];
  readonly timeZone?: string;
  readonly minutes?: number;
  readonly place?: string | null;
  readonly change?: MeetingChange;
  readonly at?: ListMessagesInput["at"] & SendAt;
  readonly title?: string;
  readonly cursor?: { readonly activeAt: string; readonly createdAt: string } | null;
}

/** A page of history, as the server returns it. */
function pageOf(server: FakeServer, input: ListMessagesInput): MessagePage {
  const { conversationId, at = { from: "end" }, limit = 50 } = input;
  const all = server.messages.get(conversationId) ?? [];
  const last = all.length;
  const starts = {
    end: () => last - limit + 1,
    unread() {
      const { unread = 0, readSeq = 0 } = server.conversations.get(conversationId) ?? {};
      const first = unread === 0 ? last : readSeq + 1;
      return Math.max(1, Math.min(first - Math.floor(limit / 5), last - limit + 1));
    },
    before: (seq: number) => seq - limit,
    after: (seq: number) => seq + 1,
    around: (seq: number) => Math.min(seq - Math.floor(limit / 2), last - limit + 1),
  };
  const start = "seq" in at ? starts[at.from](at.seq) : starts[at.from]();
  const first = Math.max(1, start);
  const end = Math.min(last, start + limit - 1);
  return {
    messages: all.slice(first - 1, Math.max(end, first - 1)),
    hasOlder: first > 1,
    hasNewer: end < last,
  };
}

const belongs = {
  all: ({ archived }: Conversation) => !archived,
  archived: ({ archived }: Conversation) => archived,
  pinned: ({ archived, pinned }: Conversation) => !archived && pinned,
  unread: ({ archived, unread, markedUnread }: Conversation) =>
    !archived && (unread > 0 || markedUnread),
};

function listConversations({ conversations }: FakeServer, input: FakeInput) {
  const { filter = "all", limit = 50, cursor } = input;
  const rows = [...conversations.values()]
    .map(({ members: _, membershipChanges: __, ...row }) => row)
    .filter((row) => belongs[filter](row) && (!cursor || row.activeAt < cursor.activeAt))
    .toSorted((one, other) => (one.activeAt < other.activeAt ? 1 : -1));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    conversations: page,
    nextCursor: hasMore ? { activeAt: last.activeAt, id: last.id } : null,
  };
}

function change(server: FakeServer, id: string, by: Partial<ConversationDetail>) {
  const detail = server.conversations.get(id);
  if (detail === undefined) return undefined;
  const next = { ...detail, ...by };
  server.conversations.set(id, next);
  return next;
}

function setPreferences(server: FakeServer, { conversationId, ...input }: FakeInput) {
  const { pinned, archived, mutedUntil } = input;
  return change(server, conversationId, {
    ...(pinned !== undefined && { pinned }),
    ...(archived !== undefined && { archived }),
    ...(mutedUntil !== undefined && { mutedUntil }),
  });
}

/** Whether a message passes the filters of a search. */
const isWanted =
  ({ senderId, after, before, hasLink }: FakeInput) =>
  (message: Message) =>
    (senderId === undefined || message.senderId === senderId) &&
    (after === undefined || message.createdAt >= after) &&
    (typeof before !== "string" || message.createdAt < before) &&
    (hasLink !== true || mayHaveLinks(message.body ?? ""));

function search({ messages }: FakeServer, input: FakeInput) {
  const { text = "", conversationId, limit = 20, cursor } = input;
  const hits = [...messages.values()]
    .flat()
    .filter(isWanted(input))
    .filter((message) => conversationId === undefined || message.conversationId === conversationId)
    .filter(({ createdAt }) => !cursor || createdAt < cursor.createdAt)
    .flatMap((message): SearchHit[] => {
      const { body } = message;
      const at = body === null ? -1 : fold(body).indexOf(fold(text));
      if (body === null || at === -1) return [];
      const parts = [
        body.slice(0, at),
        body.slice(at, at + text.length),
        body.slice(at + text.length),
      ];
      return [
        { message, snippet: parts.map((part, index) => ({ text: part, isHit: index === 1 })) },
      ];
    })
    .toSorted((one, other) => (one.message.createdAt < other.message.createdAt ? 1 : -1));
  const page = hits.slice(0, limit);
  const last = page.at(-1)?.message;
  const nextCursor = hits.length > limit && last !== undefined ? last : null;
  return { hits: page, nextCursor };
}

function about(server: FakeServer, conversationId: string): AboutConversation | undefined {
  const detail = server.conversations.get(conversationId);
  if (detail === undefined) return undefined;
  const { explanation, aboutPerson } = server;
  if (detail.with.kind === "direct") return { kind: "direct", explanation, ...aboutPerson };
  const people = detail.members.map(({ person }) => person);
  return {
    kind: "group",
    mentorId: people.find(({ role }) => role === "MENTOR")?.id ?? null,
    members: people.map(({ id }) => ({
      userId: id,
      since: "2026-02-03T10:00:00.000Z",
      canMessage: id !== server.me.id,
    })),
  };
}

function links({ messages }: FakeServer, { conversationId, limit = 20, before }: FakeInput) {
  const found = (messages.get(conversationId) ?? [])
    .filter(({ seq, body }) => seq < Number(before ?? Infinity) && mayHaveLinks(body ?? ""))
    .toReversed();
  const page = found.slice(0, limit);
  return { messages: page, nextBefore: found.length > limit ? (page.at(-1)?.seq ?? null) : null };
}

function addContact(server: FakeServer, email: string): Contact | undefined {
  const person = [...server.people.values()].find(({ id }) => `${id}@example.org` === email);
  if (person === undefined) return undefined;
  const known = server.contacts.find((contact) => contact.person.id === person.id);
  const reasons = [...(known?.reasons ?? []), { type: "custom" } as const];
  const contact: Contact = { person, kind: known?.kind ?? "custom", reasons };
  server.contacts = [...server.contacts.filter((one) => one !== known), contact];
  return contact;
}

function block(server: FakeServer, userId: string): BlockedPerson | undefined {
  const person = server.people.get(userId);
  if (person === undefined) return undefined;
  const blocked = { person, since: "2026-11-22T10:00:00.000Z" };
  server.blocked = [...server.blocked, blocked];
  return blocked;
}

const NOW = "2026-11-22T10:00:00.000Z";

const messageAt = ({ messages }: FakeServer, { conversationId, seq }: FakeInput) =>
  messages.get(conversationId)?.find((message) => message.seq === seq);
const nextVersion = (message: Message | undefined) => (message?.version ?? 0) + 1;

/** `users.me`: the cursor is the end of the log. */
function signedIn(server: FakeServer): SignedIn {
  const { me, policy, cursor } = server;
  return { ...me, cursor: String(cursor), server: { time: server.now().toISOString(), policy } };
}

function changeMessage(
  server: FakeServer,
  { conversationId, seq }: FakeInput,
  by: Partial<Message>,
) {
  const all = server.messages.get(conversationId) ?? [];
  const before = all.find((message) => message.seq === seq);
  if (before === undefined) return undefined;
  const next = { ...before, ...by };
  server.messages.set(
    conversationId,
    all.map((message) => (message === before ? next : message)),
  );
  return next;
}

function react(server: FakeServer, input: FakeInput, isChosen: boolean) {
  const { emoji } = input;
  const me = server.me.id;
  const before = messageAt(server, input);
  const known = before?.reactions.find((reaction) => reaction.emoji === emoji)?.userIds ?? [];
  const userIds = [...known.filter((id) => id !== me), ...(isChosen ? [me] : [])];
  const others = before?.reactions.filter((reaction) => reaction.emoji !== emoji) ?? [];
  return changeMessage(server, input, {
    reactions: userIds.length === 0 ? others : [...others, { emoji, userIds }],
  });
}

function pin(server: FakeServer, { conversationId, seq }: FakeInput, isPinned: boolean) {
  const before = server.conversations.get(conversationId)?.pins ?? [];
  const others = before.filter((each) => each.seq !== seq);
  const added = { seq, userId: server.me.id, at: server.now().toISOString() };
  const detail = change(server, conversationId, { pins: isPinned ? [added, ...others] : others });
  return detail && { conversationId, pins: detail.pins };
}

function save(server: FakeServer, { conversationId, seq, note }: FakeInput, isSaved: boolean) {
  const isIt = (one: FakeSaved) => one.conversationId === conversationId && one.seq === seq;
  const before = server.saved.find(isIt);
  const others = server.saved.filter((one) => !isIt(one));
  const savedAt = before?.savedAt ?? server.now().toISOString();
  const next = {
    conversationId,
    seq,
    savedAt,
    note: note === undefined ? (before?.note ?? null) : note,
  };
  server.saved = isSaved ? [next, ...others] : others;
  const here = server.saved.filter((one) => one.conversationId === conversationId);
  const savedSeqs = here.map((one) => one.seq).toSorted((one, other) => one - other);
  return change(server, conversationId, { savedSeqs }) && { conversationId, savedSeqs };
}

const savedOf = (server: FakeServer): SavedMessage[] =>
  server.saved.flatMap(({ conversationId, seq, note, savedAt }) => {
    const message = server.messages.get(conversationId)?.find((each) => each.seq === seq);
    return message === undefined ? [] : [{ message, note, savedAt }];
  });

function send(server: FakeServer, input: FakeInput) {
  const { id, conversationId, body, replyToSeq = null, mentions = [] } = input;
  const detail = server.conversations.get(conversationId);
  if (detail === undefined) return undefined;
  if (!detail.writable.ok) throw new FakeRefusal("conversation_readonly");
  const known = server.messages.get(conversationId)?.find((message) => message.id === id);
  if (known !== undefined) return { message: known, deduplicated: true };
  const message: Message = {
    ...messageOf({ conversationId, seq: detail.lastSeq + 1, senderId: server.me.id, body }),
    ...{ id, replyToSeq, mentions, createdAt: server.now().toISOString() },
  };
  server.store(message);
  return { message, deduplicated: false };
}

/** As on a server whose clocks show UTC in every zone. */
function schedule(server: FakeServer, { id, body, mentions, at, ...input }: FakeInput) {
  const known = server.scheduled.find((one) => one.id === id);
  const { conversationId = input.conversationId, replyToSeq = input.replyToSeq } = known ?? {};
  const sendAt = at === undefined ? known?.sendAt : `${at.local}:00.000Z`;
  if (sendAt === undefined) return undefined;
  if (sendAt <= server.now().toISOString()) throw new FakeRefusal("invalid_input");
  const scheduled: ScheduledMessage = {
    ...{ id, conversationId, replyToSeq: replyToSeq ?? null, sendAt },
    body: body ?? known?.body ?? "",
    mentions: mentions ?? known?.mentions ?? [],
    ...(known?.files && { files: known.files }),
    timeZone: at?.timeZone ?? known?.timeZone ?? "UTC",
    ...{ state: "waiting", reason: null },
  };
  server.scheduled = [...server.scheduled.filter((one) => one.id !== id), scheduled];
  server.emit({ type: "message.scheduled", scheduled });
  return scheduled;
}

function unschedule(server: FakeServer, id: string) {
  server.scheduled = server.scheduled.filter((one) => one.id !== id);
  server.emit({ type: "message.unscheduled", id });
  return null;
}

function sendScheduled(server: FakeServer, id: string) {
  const known = server.scheduled.find((one) => one.id === id);
  if (known === undefined) return undefined;
  const { conversationId, body, replyToSeq, mentions } = known;
  // The parts of the input of a message.
  send(server, { id, conversationId, body, replyToSeq, mentions } as FakeInput);
  return unschedule(server, id);
}

/** The later edit wins. */
function saveDraft(
  server: FakeServer,
  { conversationId, body, replyToSeq = null, chosen = [], editedAt = "" }: FakeInput,
): Draft {
  const draft: Draft = { conversationId, body, replyToSeq, chosen, editedAt };
  const known = server.drafts.find((one) => one.conversationId === conversationId);
  if (known !== undefined && known.editedAt > editedAt) return known;
  if (JSON.stringify(known) === JSON.stringify(draft)) return draft;
  server.drafts = [...server.drafts.filter((one) => one !== known), draft];
  server.emit({ type: "draft.saved", draft });
  return draft;
}

/** Creates or changes an action item, and sends the card of a shared one. */
function storeItem(server: FakeServer, { itemId, isShared, ...input }: FakeInput) {
  const known = server.cards.find((card) => card.kind === "action_item" && card.id === itemId);
  const { id = input.id, conversationId = input.conversationId } = known ?? {};
  const item: ActionItem = {
    ...{ kind: "action_item", id, conversationId, creatorId: server.me.id },
    ...{ seq: null, sourceSeq: input.sourceSeq ?? null, ownerId: server.me.id, dueOn: null },
    ...{ text: "", state: "open", ...(known?.kind === "action_item" && known) },
    ...(input.text !== undefined && { text: input.text }),
    ...(input.ownerId !== undefined && { ownerId: input.ownerId }),
    ...(input.dueOn !== undefined && { dueOn: input.dueOn }),
    ...(input.state !== undefined && { state: input.state }),
    ...{ version: (known?.version ?? 0) + 1, changedAt: server.now().toISOString() },
  };
  if (isShared === true) item.seq = sendCard(server, item, `☑ ${item.text}`);
  return putCard(server, item);
}

/** Sends the card of a thing; its `seq`. */
function sendCard(server: FakeServer, { id, conversationId }: Card, body: string) {
  // The parts of the input of a message.
  const sent = send(server, { id, conversationId, body } as FakeInput);
  if (sent !== undefined) server.emit({ type: "message.created", message: sent.message });
  return sent?.message.seq ?? null;
}

function putCard<Thing extends Card>(server: FakeServer, card: Thing): Thing {
  server.cards = [...server.cards.filter(({ id }) => id !== card.id), card];
  server.emit({ type: "card.changed", card });
  return card;
}

/** Local times of any zone are those of UTC here. */
const instants = (slots: readonly string[] = []) => slots.map((local) => `${local}:00.000Z`);

function proposeMeeting(server: FakeServer, input: FakeInput): Meeting {
  const { id, conversationId, slots, minutes = 30, timeZone = "UTC" } = input;
  const me = server.me.id;
  const meeting: Meeting = {
    ...{ kind: "meeting", id, conversationId, seq: 0, creatorId: me, proposerId: me },
    ...{ title: input.title ?? null, place: input.place ?? null, state: "proposed" },
    ...{ slots: instants(slots), minutes, timeZone, agreed: null, metBy: [], missedBy: [] },
    ...{ changedBy: me, version: 1, changedAt: server.now().toISOString() },
  };
  const seq = sendCard(server, meeting, "📅") ?? 0;
  return putCard(server, { ...meeting, seq });
}

function meetingAfter({ me }: FakeServer, before: Meeting, to: MeetingChange): Partial<Meeting> {
  switch (to.do) {
    case "accept": {
      const end = Date.parse(to.startsAt) + before.minutes * 60_000;
      const agreed = { startsAt: to.startsAt, endsAt: new Date(end).toISOString() };
      return { state: "agreed", slots: [], agreed };
    }
    case "propose":
      return {
        ...{ state: "proposed", proposerId: me.id, slots: instants(to.slots) },
        minutes: to.minutes,
      };
    case "decline":
      return { state: before.agreed === null ? "declined" : "agreed" };
    case "cancel":
      return { state: "canceled" };
    case "answer":
      return to.didMeet
        ? { metBy: [...before.metBy, me.id] }
        : { missedBy: [...before.missedBy, me.id] };
  }
}

function changeMeeting(
  server: FakeServer,
  { meetingId, change: to }: FakeInput,
): Meeting | undefined {
  const known = server.cards.find(({ id }) => id === meetingId);
  if (known?.kind !== "meeting" || to === undefined) return undefined;
  const changedAt = server.now().toISOString();
  return putCard(server, {
    ...known,
    ...meetingAfter(server, known, to),
    ...{ changedBy: server.me.id, version: known.version + 1, changedAt },
  });
}

/** What is returned of a report that was sent. */
const reportOf = ({ id, conversationId, seqs = [] }: FakeInput) => ({
  ...{ id, category: "other", text: "", createdAt: NOW, additions: [], about: [] },
  messages: seqs.length === 0 ? null : { conversationId, seqs },
});

/** Refuses a call for a reason other than `not_found`. */
export class FakeRefusal extends Error {
  readonly reason: ErrorReason;

  constructor(reason: ErrorReason) {
    super(reason);
    this.reason = reason;
  }
}

/** How the fake server answers a query or a mutation; undefined is `not_found`. */
export function answer(server: FakeServer, path: string, input: FakeInput): unknown {
  const { conversationId, userId, body, mentions, seq } = input;
  switch (path) {
    case "users.me":
      return signedIn(server);
    case "contacts.list":
      return { contacts: server.contacts };
    case "conversations.get":
      return server.conversations.get(conversationId);
    case "conversations.open":
      return [...server.conversations.values()].find(
        ({ with: other }) => other.kind === "direct" && other.person.id === userId,
      );
    case "messages.list":
      return pageOf(server, input);
    case "messages.send":
      return send(server, input);
    case "messages.react":
      return react(server, input, true);
    case "messages.unreact":
      return react(server, input, false);
    case "messages.edit": {
      const before = messageAt(server, input);
      const edited = { body, mentions: mentions ?? before?.mentions ?? [], editedAt: NOW };
      return changeMessage(server, input, { ...edited, version: nextVersion(before) });
    }
    case "messages.delete": {
      const deleted = { body: null, reactions: [], deletedAt: NOW };
      const version = nextVersion(messageAt(server, input));
      return changeMessage(server, input, { ...deleted, version });
    }
    case "conversations.list":
      return listConversations(server, input);
    case "conversations.setPreferences":
      return setPreferences(server, input);
    case "conversations.markUnread":
      return change(server, conversationId, { markedUnread: true });
    case "conversations.about":
      return about(server, conversationId);
    case "messages.links":
      return links(server, input);
    case "conversations.delete":
      server.conversations.delete(conversationId);
      return null;
    case "messages.markRead": {
      const next = change(server, conversationId, { readSeq: seq, unread: 0 });
      return next && { conversationId, readSeq: seq, unread: 0 };
    }
    case "messages.pin":
    case "messages.unpin":
      return pin(server, input, path === "messages.pin");
    case "messages.save":
    case "messages.unsave":
      return save(server, input, path === "messages.save");
    case "messages.pinned": {
      const detail = server.conversations.get(conversationId);
      return (
        detail && {
          messages: detail.pins.flatMap(
            ({ seq: at }) => messageAt(server, { ...input, seq: at }) ?? [],
          ),
        }
      );
    }
    case "messages.saved":
      return { saved: savedOf(server), nextCursor: null };
    case "messages.scheduled":
      return { scheduled: server.scheduled };
    case "messages.schedule":
    case "messages.reschedule":
      return schedule(server, { ...input, id: input.messageId ?? input.id });
    case "messages.unschedule":
      return unschedule(server, input.messageId ?? "");
    case "messages.sendScheduled":
      return sendScheduled(server, input.messageId ?? "");
    case "messages.drafts":
      return { drafts: server.drafts.filter((draft) => draft.body !== null) };
    case "messages.saveDraft":
      return saveDraft(server, input);
    case "starters.list":
      return { changes: server.starterChanges };
    case "cards.list":
      return { cards: server.cards.filter((card) => card.conversationId === conversationId) };
    case "cards.createItem":
    case "cards.changeItem":
      return storeItem(server, input);
    case "cards.proposeMeeting":
      return proposeMeeting(server, input);
    case "cards.changeMeeting":
      return changeMeeting(server, input);
    case "reports.create":
      return { ...reportOf(input), state: "open" };
    case "messages.templates":
      return { templates: server.templates };
    case "messages.saveTemplate": {
      const template = { id: input.id, title: input.title ?? "", body };
      server.templates = [...server.templates.filter(({ id }) => id !== input.id), template];
      server.emit({ type: "template.saved", template });
      return template;
    }
    case "messages.removeTemplate":
      server.templates = server.templates.filter(({ id }) => id !== input.templateId);
      server.emit({ type: "template.removed", id: input.templateId ?? "" });
      return null;
    case "messages.mentions":
      return { messages: server.mentions, nextCursor: null };
    case "messages.search":
      return search(server, input);
    case "contacts.add":
      return addContact(server, input.email);
    case "contacts.block":
      return block(server, userId);
    case "contacts.unblock":
      server.blocked = server.blocked.filter(({ person }) => person.id !== userId);
      return null;
    case "contacts.remove":
      server.contacts = server.contacts.filter(({ person }) => person.id !== userId);
      return null;
    case "contacts.blocked":
      return { blocked: server.blocked };
    case "contacts.explain":
      return server.explanation;
    case "notifications.expected":
      return { at: server.notifiedAt };
    case "users.search": {
      const people = [...server.people.values()].filter(({ id }) => id !== server.me.id);
      return { people: people.filter(({ name }) => fold(name).includes(fold(input.text ?? ""))) };
    }
    case "users.updateMe":
      server.me = { ...server.me, ...(input.name !== undefined && { name: input.name }) };
      return server.me;
    case "groups.list":
      return { groups: server.groups };
    case "groups.update": {
      const group = server.groups.find(({ id }) => id === input.groupId);
      const next = group && { ...group, name: input.name ?? group.name };
      server.groups = server.groups.flatMap((one) => (one === group && next ? [next] : [one]));
      return next;
    }
    default:
      return null;
  }
}
