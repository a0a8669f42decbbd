import type {
  Conversation,
  ConversationFilter,
  ConversationPage,
} from "@parley/contract/conversations";
import type { Snapshot } from "../snapshot.ts";
import { putRow } from "./conversation-list.ts";

/** Whether a conversation stands in the list of a filter, as the server sees it. */
function belongs(filter: ConversationFilter, row: Conversation): boolean {
  switch (filter) {
    case "all":
      return !row.archived;
    case "unread":
      return !row.archived && (row.unread > 0 || row.markedUnread);
    case "pinned":
      return !row.archived && row.pinned;
    case "archived":
      return row.archived;
  }
}

/** A list without a conversation. */
export function withoutRow(page: ConversationPage, conversationId: string): ConversationPage {
  if (page.conversations.every(({ id }) => id !== conversationId)) return page;
  return { ...page, conversations: page.conversations.filter(({ id }) => id !== conversationId) };
}

/** A list with a conversation at its place, or without it where it does not belong. */
export const withRow = (
  page: ConversationPage,
  { filter, row }: { filter: ConversationFilter; row: Conversation },
): ConversationPage => (belongs(filter, row) ? putRow(page, row) : withoutRow(page, row.id));

type ChangePage = (page: ConversationPage, filter: ConversationFilter) => ConversationPage;

/** The filters besides `all`. */
const FILTERS = ["unread", "pinned", "archived"] as const;

/** Changes every list that was fetched; the same snapshot where none became another. */
export function mapLists(snapshot: Snapshot, change: ChangePage): Snapshot {
  const { conversations: all } = snapshot;
  const conversations = all && change(all, "all");
  let { filtered } = snapshot;
  for (const filter of FILTERS) {
    const page = filtered[filter];
    const next = page && change(page, filter);
    if (next !== undefined && next !== page) filtered = { ...filtered, [filter]: next };
  }
  if (conversations === all && filtered === snapshot.filtered) return snapshot;
  return { ...snapshot, conversations, filtered };
}

/** Puts a row into each list where it belongs, and takes it out of the others. */
export const placeRow = (snapshot: Snapshot, row: Conversation): Snapshot =>
  mapLists(snapshot, (page, filter) => withRow(page, { filter, row }));

/** A conversation's row in whichever list holds it. */
export function findRow(snapshot: Snapshot, conversationId: string): Conversation | undefined {
  const pages = [snapshot.conversations, ...FILTERS.map((filter) => snapshot.filtered[filter])];
  for (const page of pages) {
    const row = page?.conversations.find(({ id }) => id === conversationId);
    if (row !== undefined) return row;
  }
  return undefined;
}

/** Whether any list was fetched at all. */
export const hasList = ({ conversations, filtered }: Snapshot): boolean =>
  conversations !== undefined || FILTERS.some((filter) => filtered[filter] !== undefined);
