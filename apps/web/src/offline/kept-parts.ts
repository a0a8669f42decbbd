import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";
import type { ConversationPage } from "@parley/contract/conversations";
import type { MessagePage } from "@parley/contract/messages";
import type { Me } from "@parley/contract/people";

/** One answer of the server, as the query cache holds it. */
export interface KeptPart {
  readonly key: QueryKey;
  readonly data: unknown;
}

/** Messages that are kept of one conversation, and conversations whose messages are kept. */
const MESSAGES = 50;
const CONVERSATIONS = 30;
/** Length of the whole as text. */
const LENGTH_MAX = 2_000_000;

const WHOLE = [
  "users.me",
  "conversations.list",
  "contacts.list",
  "contacts.blocked",
  "groups.list",
];
const BY_CONVERSATION = ["conversations.get", "messages.list"];

/** Parley's keys begin with the path of the procedure. */
function procedureOf([path]: QueryKey): string {
  return Array.isArray(path) ? path.join(".") : "";
}

function conversationOf([, options]: QueryKey): string | undefined {
  // The keys of these two procedures hold their input, which has the conversation's id.
  const known = options as { input?: { conversationId?: string } } | undefined;
  return known?.input?.conversationId;
}

/** The end of what is loaded. Something from the middle of a history has a gap behind it. */
function endOf(window: MessagePage): MessagePage | undefined {
  if (window.hasNewer) return undefined;
  if (window.messages.length <= MESSAGES) return window;
  return { ...window, messages: window.messages.slice(-MESSAGES), hasOlder: true };
}

function partsOf(queryClient: QueryClient, procedures: readonly string[]): KeptPart[] {
  const queries = queryClient.getQueryCache().findAll({
    predicate: ({ queryKey, state }) =>
      state.data !== undefined && procedures.includes(procedureOf(queryKey)),
  });
  return queries.map(({ queryKey, state }) => ({ key: queryKey, data: state.data }));
}

/** The conversations of the list, the most recent first. */
function listedIds(parts: readonly KeptPart[]): string[] {
  const lists = parts.filter(({ key }) => procedureOf(key) === "conversations.list");
  // What the cache holds under the key of a procedure is that procedure's answer.
  const pages = lists.flatMap(({ data }) => (data as InfiniteData<ConversationPage>).pages);
  return [...new Set(pages.flatMap((page) => page.conversations.map(({ id }) => id)))];
}

function trimmed({ key, data }: KeptPart): KeptPart[] {
  if (procedureOf(key) !== "messages.list") return [{ key, data }];
  // As above: the answer of messages.list.
  const end = endOf(data as MessagePage);
  return end === undefined ? [] : [{ key, data: end }];
}

/**
 * What is worth keeping of one person's screen: the lists, and the latest messages of the latest
 * conversations that were opened, as many as fit. `cursor` is the place in the stream up to which all of it
 * is true. Null where nothing is there yet, or where the lists alone are too long.
 */
export function keptParts(queryClient: QueryClient, cursor: string): readonly KeptPart[] | null {
  const whole = partsOf(queryClient, WHOLE).map(({ key, data }) =>
    // As above: the answer of users.me.
    procedureOf(key) === "users.me" ? { key, data: { ...(data as Me), cursor } } : { key, data },
  );
  if (!whole.some(({ key }) => procedureOf(key) === "users.me")) return null;
  const byConversation = Map.groupBy(
    partsOf(queryClient, BY_CONVERSATION).flatMap(trimmed),
    ({ key }) => conversationOf(key),
  );
  const kept = [...whole];
  let length = JSON.stringify(whole).length;
  if (length > LENGTH_MAX) return null;
  for (const id of listedIds(whole).slice(0, CONVERSATIONS)) {
    const parts = byConversation.get(id) ?? [];
    length += JSON.stringify(parts).length;
    if (length > LENGTH_MAX) break;
    kept.push(...parts);
  }
  return kept;
}
