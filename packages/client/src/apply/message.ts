import type {
  Conversation,
  ConversationDetail,
  EventOf,
  Message,
  MessagePage,
  Pins,
  SavedSeqs,
} from "@parley/contract";
import { mayHaveLinks } from "@parley/contract/text-rules";
import { type Applied, placeKey, type Snapshot } from "../snapshot.ts";
import { findRow, hasList, mapRows, rowOf, upsertRow } from "./conversation-rows.ts";
import { withoutCard } from "./card.ts";
import * as check from "./checks.ts";
import { complete, type EventFamily } from "./event-definition.ts";
import { keepSame, withEntry } from "./keep-same.ts";
import { withMemberRead, withMentions, withMessage, withOwnRead } from "./read-position.ts";

interface Change {
  readonly snapshot: Snapshot;
  readonly message: Message;
}

/** Whether a message counts as unread: not if the reader blocks its sender. */
const isCounted = ({ blocked }: Snapshot, { senderId }: Message): boolean =>
  blocked?.blocked.every(({ person }) => person.id !== senderId) ?? true;

/**
 * A window after a message. It includes the message only if that leaves no gap; otherwise it is marked as having
 * newer ones.
 */
function withNewest(window: MessagePage, message: Message): MessagePage {
  if (window.hasNewer) return window;
  const last = window.messages.at(-1);
  // An empty window with nothing before it shows a conversation without messages.
  const end = last?.seq ?? (window.hasOlder ? undefined : 0);
  if (end === undefined || message.seq > end + 1) return { ...window, hasNewer: true };
  if (message.seq <= end) return window;
  return { ...window, messages: [...window.messages, message] };
}

/**
 * Whether a new message un-archives its conversation: always for its sender; for a recipient unless it is muted or
 * the recipient blocks the sender. Undefined if the snapshot lacks the data. Whether it is muted is decided at the
 * message's own time, as on the server.
 */
function returnsWith(row: Conversation, { snapshot, message }: Change): boolean | undefined {
  if (message.senderId === snapshot.userId) return true;
  if (row.mutedUntil !== null && row.mutedUntil > message.createdAt) return false;
  // In a direct conversation with a block nothing can be sent.
  if (row.with.kind === "direct") return true;
  return snapshot.blocked?.blocked.every(({ person }) => person.id !== message.senderId);
}

/** Adds a message to the window, the lists and the detail of its conversation. */
function applyCreated(change: Change): Applied {
  const { snapshot, message } = change;
  const { conversationId } = message;
  const window = snapshot.windows[conversationId];
  const listed = withRow(change);
  const windows = withEntry(
    snapshot.windows,
    conversationId,
    window && withNewest(window, message),
  );
  const details = withEntry(snapshot.details, conversationId, nextDetail(change));
  const isChanged =
    windows !== snapshot.windows || details !== snapshot.details || listed.snapshot !== snapshot;
  return {
    snapshot: isChanged ? { ...listed.snapshot, details, windows } : snapshot,
    missing: listed.missing,
  };
}

/** A row after a message, which may un-archive it. */
function nextRow<Row extends Conversation>(row: Row, { snapshot, message }: Change): Row {
  const { userId } = snapshot;
  const next = withMessage(row, { message, userId, isCounted: isCounted(snapshot, message) });
  if (next === row || !row.archived) return next;
  return returnsWith(row, { snapshot, message }) === true ? { ...next, archived: false } : next;
}

/** Sending reads everything before it, so the sender's own position moves too. */
function nextDetail(change: Change): ConversationDetail | undefined {
  const { message, snapshot } = change;
  const detail = snapshot.details[message.conversationId];
  if (detail === undefined) return undefined;
  return withMemberRead(nextRow(detail, change), {
    userId: message.senderId,
    readSeq: message.seq,
  });
}

/** A conversation that is on no loaded page may sort into one now: its row is missing. */
function withRow(change: Change): Applied {
  const { snapshot, message } = change;
  const { conversationId, seq } = message;
  if (!hasList(snapshot)) return { snapshot, missing: [] };
  const missing = [{ part: "conversation", conversationId } as const];
  const detail = snapshot.details[conversationId];
  const row = findRow(snapshot, conversationId) ?? (detail && rowOf(detail));
  if (row === undefined) return { snapshot, missing };
  const isUncertain = row.archived && seq > row.lastSeq && returnsWith(row, change) === undefined;
  return {
    snapshot: upsertRow(snapshot, nextRow(row, change)),
    missing: isUncertain ? missing : [],
  };
}

/** A window with a message replaced. An event older than the message's version changes nothing. */
function withChanged(window: MessagePage, message: Message): MessagePage {
  const at = window.messages.findIndex(({ seq }) => seq === message.seq);
  const known = window.messages[at];
  if (known === undefined || known.version > message.version) return window;
  return { ...window, messages: window.messages.with(at, message) };
}

const withPreview = <Row extends Conversation>(row: Row, message: Message): Row =>
  row.lastMessage?.seq === message.seq && row.lastMessage.version <= message.version
    ? { ...row, lastMessage: message }
    : row;

/** The unread mentions after an edit or a deletion. A message that has not arrived yet is counted when it does. */
function withChangedMentions<Row extends Conversation>(
  row: Row,
  { snapshot, message }: Change,
): Row {
  const { seq, senderId, deletedAt, mentions } = message;
  if (seq > row.lastSeq || senderId === snapshot.userId) return row;
  const isMentioned =
    deletedAt === null && mentions.includes(snapshot.userId) && isCounted(snapshot, message);
  const mentionSeqs = withMentions(row.mentionSeqs, { seq, readSeq: row.readSeq, isMentioned });
  return { ...row, mentionSeqs: keepSame(row.mentionSeqs, mentionSeqs) };
}

function withChange<Row extends Conversation>(row: Row, change: Change): Row {
  const { snapshot, message } = change;
  const window = snapshot.windows[message.conversationId];
  const known = window?.messages.find(({ seq }) => seq === message.seq);
  if (known !== undefined && known.version > message.version) return row;
  return keepSame(row, withChangedMentions(withPreview(row, message), change));
}

/** An edit, a deletion or a reaction: the message is replaced wherever it is shown. */
export function applyChanged(snapshot: Snapshot, message: Message): Snapshot {
  const { conversationId } = message;
  const window = snapshot.windows[conversationId];
  const next = mapRows(snapshot, {
    conversationId,
    change: (row) => withChange(row, { snapshot, message }),
  });
  const windows = withEntry(next.windows, conversationId, window && withChanged(window, message));
  const key = placeKey(conversationId, message.seq);
  const known = next.quoted[key];
  const isNewer = known !== undefined && (known === null || known.version <= message.version);
  const quoted = withEntry(next.quoted, key, isNewer ? message : undefined);
  if (windows === next.windows && quoted === next.quoted) return next;
  return { ...next, windows, quoted };
}

/** A tombstone replaces the message without its pin, and the unread messages are recounted. */
function applyDeleted(
  snapshot: Snapshot,
  { message, unread }: EventOf<"message.deleted">,
): Snapshot {
  const { conversationId } = message;
  const counted = mapRows(applyChanged(snapshot, message), {
    conversationId,
    change: (row) => withOwnRead(row, { readSeq: row.readSeq, unread }),
  });
  const rest = withoutCard(counted, message);
  const pins = rest.details[conversationId]?.pins ?? [];
  const kept = pins.filter(({ seq }) => seq !== message.seq);
  return applyKept(rest, { conversationId, pins: kept });
}

/** Replaces what is pinned in a conversation, or what the user has saved of it. */
export function applyKept(
  snapshot: Snapshot,
  { conversationId, ...kept }: Pins | SavedSeqs,
): Snapshot {
  const detail = snapshot.details[conversationId];
  const changed = detail && keepSame(detail, { ...detail, ...kept });
  const details = withEntry(snapshot.details, conversationId, changed);
  return details === snapshot.details ? snapshot : { ...snapshot, details };
}

/** An event that replaces a message. */
const changed = (snapshot: Snapshot, { message }: { message: Message }) =>
  complete(applyChanged(snapshot, message));

const MENTIONS = ["mentions"] as const;
const LINKS = ["links"] as const;
const FILES = ["files"] as const;

export const messageEvents: Omit<
  EventFamily<"message">,
  "message.scheduled" | "message.unscheduled"
> = {
  "message.created": {
    fields: { message: check.record(check.message) },
    apply: (snapshot, { message }) => applyCreated({ snapshot, message }),
    outdates: ({ message }, userId) => [
      ...(message.senderId !== userId && message.mentions.includes(userId) ? MENTIONS : []),
      ...(mayHaveLinks(message.body ?? "") ? LINKS : []),
      ...(message.files === undefined ? [] : FILES),
    ],
  },
  "message.edited": {
    fields: { message: check.record(check.message), mentionsYou: check.optional(check.flag) },
    apply: changed,
    outdates: ["searches", "mentions", "pinned", "saved", "links", "files"],
  },
  "message.deleted": {
    fields: { message: check.record(check.message), unread: check.record(check.unread) },
    apply: (snapshot, event) => complete(applyDeleted(snapshot, event)),
    outdates: ["searches", "mentions", "pinned", "saved", "links", "files"],
  },
  "message.reacted": {
    fields: { message: check.record(check.message) },
    apply: changed,
    outdates: [],
  },
  "message.pinned": {
    fields: { conversationId: check.conversationId, pins: check.pins },
    apply: (snapshot, { type: _type, ...pins }) => complete(applyKept(snapshot, pins)),
    outdates: ["pinned"],
  },
  "message.saved": {
    fields: { conversationId: check.conversationId, savedSeqs: check.places },
    apply: (snapshot, { type: _type, ...saved }) => complete(applyKept(snapshot, saved)),
    outdates: ["saved"],
  },
};
