import type { OutboxEntry } from "@parley/client";
import type { Message, MessagePage } from "@parley/contract/messages";
import type { Delivery, Row } from "./row.ts";

const RECEIVED: Delivery = { status: "received" };
const SENDING: Delivery = { status: "sending" };
const SENT: Delivery = { status: "sent" };

/** Rows by the message or outbox entry that they show, so that a row that stays the same is not drawn again. */
export type RowMemory = WeakMap<object, Row>;

interface Sources {
  readonly window: MessagePage;
  /** The outbox entries of this conversation, in the order in which they were written. */
  readonly entries: readonly OutboxEntry[];
  readonly userId: string;
  readonly memory: RowMemory;
}

function remembered(memory: RowMemory, source: object, make: () => Row): Row {
  const known = memory.get(source);
  if (known !== undefined) return known;
  const row = make();
  memory.set(source, row);
  return row;
}

function rowOfMessage(message: Message, userId: string): Row {
  const isOwn = message.senderId === userId;
  return {
    id: message.id,
    seq: message.seq,
    senderId: message.senderId,
    isOwn,
    body: message.body,
    isEdited: message.editedAt !== null,
    at: new Date(message.createdAt),
    delivery: isOwn ? SENT : RECEIVED,
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

function rowOfEntry(entry: OutboxEntry, userId: string): Row {
  const { state } = entry;
  if (state.status === "sent") return rowOfMessage(state.message, userId);
  return {
    id: entry.id,
    seq: null,
    senderId: userId,
    isOwn: true,
    body: entry.body,
    isEdited: false,
    at: new Date(entry.writtenAt),
    delivery: deliveryOf(entry),
  };
}

/**
 * The view of a conversation: the server's rows, then what is still on its way, joined by message id.
 * Without the newest page there is no place for the latter.
 */
export function joinRows({ window, entries, userId, memory }: Sources): readonly Row[] {
  const rows = window.messages.map((message) =>
    remembered(memory, message, () => rowOfMessage(message, userId)),
  );
  if (window.hasNewer || entries.length === 0) return rows;
  const onServer = new Set(rows.map(({ id }) => id));
  const pending = entries
    .filter(({ id }) => !onServer.has(id))
    .map((entry) => remembered(memory, entry, () => rowOfEntry(entry, userId)));
  return [...rows, ...pending];
}
