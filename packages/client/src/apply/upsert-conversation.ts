import type { Conversation, ConversationDetail, Member } from "@parley/contract/conversations";
import type { Snapshot } from "../snapshot.ts";
import { rowOf } from "./conversation-list.ts";
import { findRow, placeRow } from "./lists.ts";
import { keepSame, withEntry } from "./same.ts";

/**
 * Brings a conversation as the server gave it into the lists where it belongs and into the details. What
 * events have moved beyond it in the meantime stays where it is.
 */
export function upsertConversation(snapshot: Snapshot, detail: ConversationDetail): Snapshot {
  const known = snapshot.details[detail.id];
  const row = findRow(snapshot, detail.id);
  const merged = newer(row, newer(known, { ...detail, members: mergeMembers(known, detail) }));
  const next = placeRow(snapshot, keepSame(row, rowOf(merged)));
  const details = withEntry(next.details, detail.id, keepSame(known, merged));
  return details === next.details ? next : { ...next, details };
}

/** Counters only ever move on, so the higher ones are the newer ones. */
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
