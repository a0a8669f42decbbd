import { type MessageChange, type OutboxEntry, shownMessage } from "@parley/client";
import type { Message, MessagePage } from "@parley/contract";
import { type Delivery, fileOfEntry, type Row, type RowChange, type RowFile } from "./row.ts";

const RECEIVED: Delivery = { status: "received" };
const SENDING: Delivery = { status: "sending" };
const SENT: Delivery = { status: "sent" };
const NO_FILES: readonly RowFile[] = [];
const EDITING: RowChange = { kind: "editing" };

interface Remembered {
  readonly change: MessageChange | undefined;
  readonly row: Row;
}

/** Rows by the message or outbox entry that they show, so that an unchanged row is not rendered again. */
export type RowMemory = WeakMap<object, Remembered>;

interface Sources {
  /** With the optimistic updates applied. */
  readonly window: MessagePage;
  /** The outbox entries of this conversation, in the order in which they were written. */
  readonly entries: readonly OutboxEntry[];
  /** The optimistic updates, by message id. */
  readonly changes: ReadonlyMap<string, MessageChange>;
  readonly userId: string;
  readonly memory: RowMemory;
}

interface Change {
  readonly change: MessageChange | undefined;
  readonly memory: RowMemory;
}

function remembered(source: object, { change, memory }: Change, make: () => Row): Row {
  const known = memory.get(source);
  if (known !== undefined && known.change === change) return known.row;
  const row = make();
  memory.set(source, { change, row });
  return row;
}

const timeOf = (time: string | null) => (time === null ? null : new Date(time));

/** The user's change that the server has not confirmed. */
function rowChangeOf(
  { version, deletedAt }: Message,
  change: MessageChange | undefined,
): RowChange | null {
  if (change === undefined || deletedAt !== null) return null;
  const { deletion, edit } = change;
  if (deletion !== undefined) return { kind: "deleting", undoUntil: deletion.undoUntil };
  return edit?.version === version ? EDITING : null;
}

interface Shown {
  readonly change: MessageChange | undefined;
  readonly userId: string;
}

function rowOfMessage(message: Message, { change, userId }: Shown): Row {
  const isOwn = message.senderId === userId;
  const { id, seq, senderId, body, replyToSeq, mentions, reactions, version } = message;
  return {
    id,
    seq,
    senderId,
    isOwn,
    body,
    replyToSeq,
    mentions,
    reactions,
    files: message.files ?? NO_FILES,
    version,
    at: new Date(message.createdAt),
    editedAt: body === null ? null : timeOf(message.editedAt),
    delivery: isOwn ? SENT : RECEIVED,
    change: rowChangeOf(message, change),
  };
}

function deliveryOf({ state }: OutboxEntry): Delivery {
  switch (state.status) {
    case "queued":
    case "sending":
      return SENDING;
    case "sent":
      return SENT;
    case "failed":
      return state;
  }
}

function rowOfEntry(entry: OutboxEntry, shown: Shown): Row {
  const { state, id, body } = entry;
  const { change, userId } = shown;
  if (state.status === "sent") {
    const { message } = state;
    return rowOfMessage(shownMessage(message, change, userId), shown);
  }
  return {
    id,
    seq: null,
    senderId: userId,
    isOwn: true,
    body,
    replyToSeq: entry.replyToSeq ?? null,
    mentions: entry.mentions ?? [],
    reactions: [],
    files: entry.files?.map(fileOfEntry) ?? NO_FILES,
    version: 1,
    at: new Date(entry.writtenAt),
    editedAt: null,
    delivery: deliveryOf(entry),
    change: null,
  };
}

/**
 * The rows of a conversation: the server's messages, then unsent ones, joined by message id, with optimistic updates
 * on both. Unsent messages are only shown if the newest page is loaded.
 */
export function joinRows({ window, entries, changes, userId, memory }: Sources): readonly Row[] {
  const show = (id: string, source: object, make: (shown: Shown) => Row) => {
    const change = changes.get(id);
    return remembered(source, { change, memory }, () => make({ change, userId }));
  };
  const rows = window.messages.map((message) =>
    show(message.id, message, (shown) => rowOfMessage(message, shown)),
  );
  if (window.hasNewer || entries.length === 0) return rows;
  const onServer = new Set(rows.map(({ id }) => id));
  const pending = entries
    .filter(({ id }) => !onServer.has(id))
    .map((entry) => show(entry.id, entry, (shown) => rowOfEntry(entry, shown)));
  return [...rows, ...pending];
}
