import type { ConversationFilter } from "@parley/contract/conversations";
import { getQueryKey } from "@trpc/react-query";
import { trpc } from "./trpc.ts";

/** Without a filter for all: so the key of all is a part of every other, as the cache matches keys. */
export const listInput = (filter: ConversationFilter) => (filter === "all" ? {} : { filter });

/** Where Parley's data lies in the query cache. */
export const queryKeys = {
  me: () => getQueryKey(trpc.users.me, undefined, "query"),
  conversations: (filter: ConversationFilter = "all") =>
    getQueryKey(trpc.conversations.list, listInput(filter), "infinite"),
  details: () => getQueryKey(trpc.conversations.get),
  detail: (conversationId: string) =>
    getQueryKey(trpc.conversations.get, { conversationId }, "query"),
  windows: () => getQueryKey(trpc.messages.list),
  window: (conversationId: string) => getQueryKey(trpc.messages.list, { conversationId }, "query"),
  /** Under a key of its own: a message alone is no run of messages. */
  quotes: () => ["parley", "quote"] as const,
  quote: (place: string) => [...queryKeys.quotes(), place] as const,
  contacts: () => getQueryKey(trpc.contacts.list, {}, "query"),
  blocked: () => getQueryKey(trpc.contacts.blocked, undefined, "query"),
  searches: () => getQueryKey(trpc.messages.search),
  mentions: () => getQueryKey(trpc.messages.mentions),
  groups: () => getQueryKey(trpc.groups.list, undefined, "query"),
};

/** The parts that events keep up to date. */
export const liveKeys = () => [
  queryKeys.conversations(),
  queryKeys.details(),
  queryKeys.windows(),
  queryKeys.quotes(),
  queryKeys.contacts(),
  queryKeys.blocked(),
  queryKeys.groups(),
];
