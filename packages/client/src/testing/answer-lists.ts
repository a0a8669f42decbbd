import type { BlockedPerson, Contact } from "@parley/contract/contacts";
import type {
  Conversation,
  ConversationDetail,
  ConversationFilter,
} from "@parley/contract/conversations";
import { fold } from "@parley/contract/folding";
import type { SearchHit } from "@parley/contract/messages";
import type { FakeServer } from "./fake-server.ts";

/** The inputs that the list procedures read. */
export interface ListsInput extends Partial<Conversation> {
  readonly conversationId: string;
  readonly userId: string;
  readonly filter?: ConversationFilter;
  readonly text: string;
  readonly email: string;
  readonly groupId: string;
  readonly name?: string;
  readonly limit?: number;
  readonly seq: number;
  readonly cursor?: { readonly activeAt: string; readonly createdAt: string } | null;
}

const belongs = {
  all: ({ archived }: Conversation) => !archived,
  archived: ({ archived }: Conversation) => archived,
  pinned: ({ archived, pinned }: Conversation) => !archived && pinned,
  unread: ({ archived, unread, markedUnread }: Conversation) =>
    !archived && (unread > 0 || markedUnread),
};

function listConversations({ conversations }: FakeServer, input: ListsInput) {
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

function setPreferences(server: FakeServer, { conversationId, ...input }: ListsInput) {
  const { pinned, archived, mutedUntil } = input;
  return change(server, conversationId, {
    ...(pinned !== undefined && { pinned }),
    ...(archived !== undefined && { archived }),
    ...(mutedUntil !== undefined && { mutedUntil }),
  });
}

function search(
  { messages }: FakeServer,
  { text, conversationId, limit = 20, cursor }: ListsInput,
) {
  const hits = [...messages.values()]
    .flat()
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

/** How the fake server answers list procedures; undefined is `not_found`. */
export function answerLists(server: FakeServer, path: string, input: ListsInput): unknown {
  const { conversationId, userId } = input;
  switch (path) {
    case "conversations.list":
      return listConversations(server, input);
    case "conversations.setPreferences":
      return setPreferences(server, input);
    case "conversations.markUnread":
      return change(server, conversationId, { markedUnread: true });
    case "conversations.delete":
      server.conversations.delete(conversationId);
      return null;
    case "messages.markRead": {
      const next = change(server, conversationId, { readSeq: input.seq, unread: 0 });
      return next && { conversationId, readSeq: input.seq, unread: 0 };
    }
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
    case "users.search": {
      const people = [...server.people.values()].filter(({ id }) => id !== server.me.id);
      return { people: people.filter(({ name }) => fold(name).includes(fold(input.text))) };
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
