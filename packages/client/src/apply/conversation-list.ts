import type {
  Conversation,
  ConversationDetail,
  ConversationPage,
} from "@parley/contract/conversations";
import { keepSame } from "./same.ts";

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
export function putRow(page: ConversationPage, incoming: Conversation): ConversationPage {
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
