import type {
  Conversation,
  ConversationDetail,
  ConversationFilter,
  ConversationPage,
} from "@parley/contract/conversations";
import type { Snapshot } from "../snapshot.ts";
import { keepSame, withEntry } from "./keep-same.ts";

/** What decides a conversation's place in the list. */
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

/** A row that the next page will bring must not stand at the end of this one as well. */
const isBehind = ({ nextCursor }: ConversationPage, row: Place) =>
  nextCursor !== null && comparePlaces(row, nextCursor) > 0;

/** The list with a row at its place, where that is among the loaded pages. */
function putRow(page: ConversationPage, incoming: Conversation): ConversationPage {
  const current = page.conversations.find(({ id }) => id === incoming.id);
  const row = keepSame(current, incoming);
  if (current === row || (current === undefined && isBehind(page, row))) return page;
  const others = page.conversations.filter(({ id }) => id !== row.id);
  const place = others.findIndex((other) => comparePlaces(row, other) < 0);
  const conversations = others.toSpliced(place === -1 ? others.length : place, 0, row);
  return { ...page, conversations };
}

/** The row that stands in the list for a conversation. */
export function rowOf(detail: ConversationDetail): Conversation {
  const { members: _members, membershipChanges: _changes, ...row } = detail;
  return row;
}

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
  const next = nextRow === undefined || nextRow === row ? snapshot : placeRow(snapshot, nextRow);
  const detail = snapshot.details[conversationId];
  const details = withEntry(next.details, conversationId, detail && change(detail));
  return details === next.details ? next : { ...next, details };
}
