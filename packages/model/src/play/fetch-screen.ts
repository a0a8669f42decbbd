import type { TestApi } from "@parley/api/testing";
import type { Conversation, ConversationFilter } from "@parley/contract/conversations";
import type { Snapshot } from "@parley/client";
import { WORD } from "../generate/start.ts";

const byId = <Value>(ids: readonly string[], values: readonly Value[]) =>
  Object.fromEntries(
    values.map((value, at) => {
      const id = ids[at];
      if (id === undefined) throw new Error("more values than ids");
      return [id, value] as const;
    }),
  );

/** A page with the whole history of a conversation: programs are shorter than that. */
export const fetchWindow = (api: TestApi, userId: string, conversationId: string) =>
  api.as(userId).messages.list({ conversationId, limit: 100 });

const fetchList = (api: TestApi, userId: string, filter: ConversationFilter) =>
  api.as(userId).conversations.list({ filter, limit: 100 });

const idsOf = (rows: readonly Conversation[]) => rows.map(({ id }) => id);

/** The whole state of a screen, as the server returns it now, by the public procedures. */
export async function fetchScreen(api: TestApi, userId: string): Promise<Snapshot> {
  const as = api.as(userId);
  const [{ server: _, ...me }, conversations, unread, pinned, archived, contacts, blocked, groups] =
    await Promise.all([
      as.users.me(),
      fetchList(api, userId, "all"),
      fetchList(api, userId, "unread"),
      fetchList(api, userId, "pinned"),
      fetchList(api, userId, "archived"),
      as.contacts.list({}),
      as.contacts.blocked(),
      as.groups.list(),
    ]);
  const ids = [...idsOf(conversations.conversations), ...idsOf(archived.conversations)];
  const [details, windows, cards] = await Promise.all([
    Promise.all(ids.map((conversationId) => as.conversations.get({ conversationId }))),
    Promise.all(ids.map((conversationId) => fetchWindow(api, userId, conversationId))),
    Promise.all(ids.map((conversationId) => fetchCards(api, userId, conversationId))),
  ]);
  return {
    userId,
    // The cursor is not part of what a screen shows.
    me: { ...me, cursor: "0" },
    conversations,
    filtered: { unread, pinned, archived },
    details: byId(ids, details),
    windows: byId(ids, windows),
    quoted: {},
    cards: byId(ids, cards),
    contacts,
    blocked,
    groups,
    // The programmes write nothing for later.
    scheduled: [],
    templates: [],
    drafts: [],
  };
}

/** The things of a conversation, as a screen has them. */
export async function fetchCards(api: TestApi, userId: string, conversationId: string) {
  const { cards } = await api.as(userId).cards.list({ conversationId });
  return Object.fromEntries(cards.map((card) => [card.id, card]));
}

/** What a screen does not store: search results. */
export async function fetchFindings(api: TestApi, userId: string) {
  const as = api.as(userId);
  const [{ hits }, { people }, mentions] = await Promise.all([
    as.messages.search({ text: WORD, limit: 100 }),
    as.users.search({ text: "an" }),
    as.messages.mentions({ limit: 100 }),
  ]);
  return {
    messages: hits.map(({ message }) => message),
    people,
    mentions: mentions.messages,
  };
}
