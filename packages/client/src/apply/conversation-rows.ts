import type {
  Conversation,
  ConversationDetail,
  ConversationFilter,
  ConversationPage,
} from "@parley/contract";
import type { Snapshot } from "../snapshot.ts";
import { keepSame, withEntry } from "./keep-same.ts";

/** The sort key of a conversation in the list. */
interface Place {
  readonly activeAt: string;
  readonly id: string;
}

/** Newest first, then by id from high to low: the server's order. Both are compared as plain text. */
export function comparePlaces(one: Place, other: Place): number {
  if (one.activeAt !== other.activeAt) return one.activeAt > other.activeAt ? -1 : 1;
  if (one.id !== other.id) return one.id > other.id ? -1 : 1;
  return 0;
}

/** A row that belongs to the next page must not be at the end of this one as well. */
const isBehind = ({ nextCursor }: ConversationPage, row: Place) =>
  nextCursor !== null && comparePlaces(row, nextCursor) > 0;

/** The list with a row inserted in order, if it belongs to the loaded pages. */
function putRow(page: ConversationPage, incoming: Conversation): ConversationPage {
  const current = page.conversations.find(({ id }) => id === incoming.id);
  const row = keepSame(current, incoming);
  if (current === row || (current === undefined && isBehind(page, row))) return page;
  const others = page.conversations.filter(({ id }) => id !== row.id);
  const place = others.findIndex((other) => comparePlaces(row, other) < 0);
  const conversations = others.toSpliced(place === -1 ? others.length : place, 0, row);
  return { ...page, conversations };
}

/** The list row of a conversation. */
export function rowOf(detail: ConversationDetail): Conversation {
  const {
    members: _members,
    membershipChanges: _changes,
    pins: _pins,
    savedSeqs: _saved,
    ...row
  } = detail;
  return row;
}

/** Whether a conversation is in the list of a filter, by the server's rules. */
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

/** A list with a conversation in order, or without it if it does not match the filter. */
export const withRow = (
  page: ConversationPage,
  { filter, row }: { filter: ConversationFilter; row: Conversation },
): ConversationPage => (belongs(filter, row) ? putRow(page, row) : withoutRow(page, row.id));

type ChangePage = (page: ConversationPage, filter: ConversationFilter) => ConversationPage;

/** All filters except `all`. */
const FILTERS = ["unread", "pinned", "archived"] as const;

/** Changes every fetched list; returns the same snapshot if none changed. */
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

/** Inserts or replaces a row in each list whose filter it matches, and removes it from the others. */
export const upsertRow = (snapshot: Snapshot, row: Conversation): Snapshot =>
  mapLists(snapshot, (page, filter) => withRow(page, { filter, row }));

/** A conversation's row, from any list that contains it. */
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

/** A change of one conversation, made in every list and in the detail. */
export function mapRows(
  snapshot: Snapshot,
  {
    conversationId,
    change,
  }: { conversationId: string; change: <Row extends Conversation>(row: Row) => Row },
): Snapshot {
  const row = findRow(snapshot, conversationId);
  const nextRow = row && change(row);
  const next = nextRow === undefined || nextRow === row ? snapshot : upsertRow(snapshot, nextRow);
  const detail = snapshot.details[conversationId];
  const details = withEntry(next.details, conversationId, detail && change(detail));
  return details === next.details ? next : { ...next, details };
}
