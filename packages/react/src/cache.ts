import type { Snapshot } from "@parley/client";
import type { BlockedList, ContactList } from "@parley/contract/contacts";
import type {
  ConversationDetail,
  ConversationFilter,
  ConversationPage,
} from "@parley/contract/conversations";
import type { GroupList } from "@parley/contract/groups";
import type { Message, MessagePage } from "@parley/contract/messages";
import type { Me } from "@parley/contract/people";
import { type InfiniteData, notifyManager, type QueryClient } from "@tanstack/react-query";
import { queryKeys } from "./query-keys.ts";

type Pages = InfiniteData<ConversationPage>;

/** Pages as one. A page that was fetched behind a moving list can repeat a row: the first is the newer. */
export function flattenPages({ pages }: Pages): ConversationPage | undefined {
  const last = pages.at(-1);
  if (last === undefined || pages.length === 1) return last;
  const byId = new Map<string, ConversationPage["conversations"][number]>();
  for (const row of pages.flatMap((page) => page.conversations)) {
    if (!byId.has(row.id)) byId.set(row.id, row);
  }
  return { conversations: [...byId.values()], nextCursor: last.nextCursor };
}

/** The lists besides the one of all. */
const FILTERS = ["unread", "pinned", "archived"] as const;

function readList(
  queryClient: QueryClient,
  filter: ConversationFilter,
): ConversationPage | undefined {
  const pages = queryClient.getQueryData<Pages>(queryKeys.conversations(filter));
  return pages && flattenPages(pages);
}

function readFiltered(queryClient: QueryClient): Snapshot["filtered"] {
  const entries = FILTERS.flatMap((filter) => {
    const page = readList(queryClient, filter);
    return page === undefined ? [] : [[filter, page] as const];
  });
  return Object.fromEntries(entries);
}

function writeList(
  queryClient: QueryClient,
  {
    filter,
    before,
    after,
  }: {
    filter: ConversationFilter;
    before: ConversationPage | undefined;
    after: ConversationPage | undefined;
  },
) {
  if (after === before || after === undefined) return;
  const pages: Pages = { pages: [after], pageParams: [null] };
  queryClient.setQueryData(queryKeys.conversations(filter), pages);
}

/** Every cached answer of one procedure, by the conversation that it was asked for. */
function readByConversation<Part>(
  queryClient: QueryClient,
  key: readonly unknown[],
): Record<string, Part> {
  const parts: Record<string, Part> = {};
  for (const [queryKey, part] of queryClient.getQueriesData<Part>({ queryKey: key })) {
    const conversationId = conversationOf(queryKey);
    if (part !== undefined && conversationId !== undefined) parts[conversationId] = part;
  }
  return parts;
}

function readQuoted(queryClient: QueryClient): Record<string, Message | null> {
  const quoted: Record<string, Message | null> = {};
  const all = queryClient.getQueriesData<Message | null>({ queryKey: queryKeys.quotes() });
  for (const [[, , place], message] of all) {
    if (message !== undefined && typeof place === "string") quoted[place] = message;
  }
  return quoted;
}

function conversationOf(queryKey: readonly unknown[]): string | undefined {
  const [, options] = queryKey;
  if (typeof options !== "object" || options === null || !("input" in options)) return undefined;
  const { input } = options;
  if (typeof input !== "object" || input === null || !("conversationId" in input)) return undefined;
  return typeof input.conversationId === "string" ? input.conversationId : undefined;
}

/** What the query cache holds of one person's screen, in the shape that events apply to. */
export function readSnapshot(queryClient: QueryClient, userId: string): Snapshot {
  return {
    userId,
    me: queryClient.getQueryData<Me>(queryKeys.me()),
    conversations: readList(queryClient, "all"),
    filtered: readFiltered(queryClient),
    details: readByConversation<ConversationDetail>(queryClient, queryKeys.details()),
    windows: readByConversation<MessagePage>(queryClient, queryKeys.windows()),
    quoted: readQuoted(queryClient),
    contacts: queryClient.getQueryData<ContactList>(queryKeys.contacts()),
    blocked: queryClient.getQueryData<BlockedList>(queryKeys.blocked()),
    groups: queryClient.getQueryData<GroupList>(queryKeys.groups()),
  };
}

/** Entries that are gone from a record are fetched again when they are wanted again. */
function writeRecord<Part>(
  queryClient: QueryClient,
  {
    keyOf,
    before,
    after,
  }: {
    keyOf: (id: string) => readonly unknown[];
    before: Readonly<Record<string, Part>>;
    after: Readonly<Record<string, Part>>;
  },
) {
  for (const [id, part] of Object.entries(after)) {
    if (part !== before[id]) queryClient.setQueryData(keyOf(id), part);
  }
  for (const id of Object.keys(before)) {
    if (!(id in after)) queryClient.removeQueries({ queryKey: keyOf(id), exact: true });
  }
}

/** Puts back those parts of a snapshot that are others than before. Nothing else writes server data. */
export function writeSnapshot(
  queryClient: QueryClient,
  { before, after }: { before: Snapshot; after: Snapshot },
) {
  notifyManager.batch(() => {
    const all = { before: before.conversations, after: after.conversations };
    writeList(queryClient, { filter: "all", ...all });
    for (const filter of FILTERS) {
      const list = { before: before.filtered[filter], after: after.filtered[filter] };
      writeList(queryClient, { filter, ...list });
    }
    writeRecord(queryClient, {
      keyOf: queryKeys.detail,
      before: before.details,
      after: after.details,
    });
    writeRecord(queryClient, {
      keyOf: queryKeys.window,
      before: before.windows,
      after: after.windows,
    });
    writeRecord(queryClient, {
      keyOf: queryKeys.quote,
      before: before.quoted,
      after: after.quoted,
    });
    for (const part of ["me", "contacts", "blocked", "groups"] as const) {
      if (after[part] !== before[part] && after[part] !== undefined) {
        queryClient.setQueryData(queryKeys[part](), after[part]);
      }
    }
  });
}

/** Notes the place in the stream up to which the cache is true. */
export function writeCursor(queryClient: QueryClient, cursor: string) {
  queryClient.setQueryData<Me>(queryKeys.me(), (me) => me && { ...me, cursor });
}

/** Reads the screen's data, lets `change` bring it forward, and writes what became other. */
export function updateSnapshot(
  queryClient: QueryClient,
  { userId, change }: { userId: string; change: (snapshot: Snapshot) => Snapshot },
) {
  const before = readSnapshot(queryClient, userId);
  writeSnapshot(queryClient, { before, after: change(before) });
}
