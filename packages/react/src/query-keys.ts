import { getQueryKey } from "@trpc/react-query";
import { trpc } from "./trpc.ts";

/** Where Parley's data lies in the query cache. */
export const queryKeys = {
  me: () => getQueryKey(trpc.users.me, undefined, "query"),
  conversations: () => getQueryKey(trpc.conversations.list, {}, "infinite"),
  details: () => getQueryKey(trpc.conversations.get),
  detail: (conversationId: string) =>
    getQueryKey(trpc.conversations.get, { conversationId }, "query"),
  windows: () => getQueryKey(trpc.messages.list),
  window: (conversationId: string) => getQueryKey(trpc.messages.list, { conversationId }, "query"),
  contacts: () => getQueryKey(trpc.contacts.list, {}, "query"),
  blocked: () => getQueryKey(trpc.contacts.blocked, undefined, "query"),
  groups: () => getQueryKey(trpc.groups.list, undefined, "query"),
};

/** The parts that events keep up to date. */
export const liveKeys = () => [
  queryKeys.conversations(),
  queryKeys.details(),
  queryKeys.windows(),
  queryKeys.contacts(),
  queryKeys.blocked(),
  queryKeys.groups(),
];
