import type { Conversation, ConversationDetail, EventOf, Member } from "@parley/contract";
import { isPlaceIn, type Snapshot } from "../snapshot.ts";
import { findRow, mapLists, mapRows, rowOf, upsertRow, withoutRow } from "./conversation-rows.ts";
import * as check from "./checks.ts";
import { complete, type EventFamily } from "./event-definition.ts";
import { keepSame, withEntry } from "./keep-same.ts";
import { withMemberRead, withOwnRead } from "./read-position.ts";

/**
 * Inserts a conversation as the server returned it into the lists that it matches and into the details. Counters
 * that events have advanced in the meantime keep their value.
 */
export function upsertConversation(snapshot: Snapshot, detail: ConversationDetail): Snapshot {
  const known = snapshot.details[detail.id];
  const row = findRow(snapshot, detail.id);
  const merged = newer(row, newer(known, { ...detail, members: mergeMembers(known, detail) }));
  const next = upsertRow(snapshot, keepSame(row, rowOf(merged)));
  const details = withEntry(next.details, detail.id, keepSame(known, merged));
  return details === next.details ? next : { ...next, details };
}

/** Counters never decrease, so the higher ones are the newer ones. */
function newer<Row extends Conversation>(known: Conversation | undefined, incoming: Row): Row {
  if (known === undefined || isAtLeast(incoming, known)) return incoming;
  const { lastSeq, lastMessage, activeAt, readSeq, unread, mentionSeqs } = known;
  return { ...incoming, lastSeq, lastMessage, activeAt, readSeq, unread, mentionSeqs };
}

const isAtLeast = (one: Conversation, other: Conversation) =>
  one.lastSeq > other.lastSeq || (one.lastSeq === other.lastSeq && one.readSeq >= other.readSeq);

function mergeMembers(known: ConversationDetail | undefined, { members }: ConversationDetail) {
  const positions = new Map(known?.members.map(({ person, readSeq }) => [person.id, readSeq]));
  return members.map((member): Member => {
    const position = positions.get(member.person.id) ?? 0;
    if (member.readSeq === null || member.readSeq >= position) return member;
    return { ...member, readSeq: position };
  });
}

const without = <Value>(record: Readonly<Record<string, Value>>, key: string) =>
  Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));

/**
 * Adds a conversation to the list. A user who rejoins a group sees the messages sent in their absence, for which
 * they received no events: a window that ends before the last message is then marked as having newer ones.
 */
function applyOpened(snapshot: Snapshot, conversation: ConversationDetail): Snapshot {
  const known = snapshot.details[conversation.id];
  // Cards of their absence are fetched.
  const isBack = known?.writable.ok === false && conversation.id in snapshot.cards;
  const cards = isBack ? without(snapshot.cards, conversation.id) : snapshot.cards;
  const next = upsertConversation(isBack ? { ...snapshot, cards } : snapshot, conversation);
  const window = next.windows[conversation.id];
  const end = window?.messages.at(-1)?.seq ?? 0;
  if (window === undefined || window.hasNewer) return next;
  if ((conversation.lastMessage?.seq ?? 0) <= end) return next;
  const windows = withEntry(next.windows, conversation.id, { ...window, hasNewer: true });
  return { ...next, windows };
}

const withoutPlaces = <Value>(record: Readonly<Record<string, Value>>, conversationId: string) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !isPlaceIn(key, conversationId)));

/** Removes a conversation with its details and messages; they are fetched again when it is opened. */
export function applyClosed(snapshot: Snapshot, conversationId: string): Snapshot {
  return {
    ...mapLists(snapshot, (page) => withoutRow(page, conversationId)),
    details: without(snapshot.details, conversationId),
    windows: without(snapshot.windows, conversationId),
    quoted: withoutPlaces(snapshot.quoted, conversationId),
    cards: without(snapshot.cards, conversationId),
  };
}

type ConversationRead = Omit<EventOf<"conversation.read">, "type">;

/** Reading removes the unread mark unless it is to be kept, also if the position does not change. */
function afterReading<Row extends Conversation>(row: Row, event: ConversationRead): Row {
  const read = withOwnRead(row, event);
  return read.markedUnread && event.keepsMark !== true && event.readSeq >= row.readSeq
    ? { ...read, markedUnread: false }
    : read;
}

/** Advances a member's read position, never back. */
export function applyRead(snapshot: Snapshot, event: ConversationRead): Snapshot {
  const { conversationId } = event;
  const next =
    event.userId === snapshot.userId
      ? mapRows(snapshot, { conversationId, change: (row) => afterReading(row, event) })
      : snapshot;
  const detail = next.details[conversationId];
  const details = withEntry(next.details, conversationId, detail && withMemberRead(detail, event));
  return details === next.details ? next : { ...next, details };
}

export const conversationEvents: EventFamily<"conversation"> = {
  "conversation.opened": {
    fields: { conversation: check.record(check.detail) },
    apply: (snapshot, { conversation }) => complete(applyOpened(snapshot, conversation)),
    outdates: [],
  },
  "conversation.updated": {
    fields: { conversation: check.record(check.detail) },
    apply: (snapshot, { conversation }) => complete(upsertConversation(snapshot, conversation)),
    outdates: ["about"],
  },
  "conversation.closed": {
    fields: { conversationId: check.conversationId },
    apply: (snapshot, event) => complete(applyClosed(snapshot, event.conversationId)),
    outdates: ["searches", "mentions", "saved", "links", "files"],
  },
  "conversation.read": {
    fields: {
      conversationId: check.conversationId,
      userId: check.text,
      readSeq: check.count,
      unread: check.orNull(check.record(check.unread)),
      keepsMark: check.optional(check.flag),
    },
    apply: (snapshot, event) => complete(applyRead(snapshot, event)),
    outdates: [],
  },
};
