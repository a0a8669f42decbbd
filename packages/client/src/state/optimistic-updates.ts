import type { ActionItem, Conversation, Message, Reaction } from "@parley/contract";
import { withCard } from "../apply/card.ts";
import {
  findRow,
  mapLists,
  mapRows,
  rowOf,
  upsertRow,
  withoutRow,
} from "../apply/conversation-rows.ts";
import { keepSame, withEntry } from "../apply/keep-same.ts";
import { applyKept } from "../apply/message.ts";
import { placeKey, type Snapshot } from "../snapshot.ts";
import { messageAt } from "./message-window.ts";

/** A message by its id and its `seq`. */
export interface MessagePlace {
  readonly messageId: string;
  readonly conversationId: string;
  readonly seq: number;
}

/** A change of a conversation in the user's own list. */
export type ConversationChange =
  | { readonly type: "pinned"; readonly on: boolean }
  | { readonly type: "archived"; readonly on: boolean }
  /** ISO 8601; null if it is no longer muted. */
  | { readonly type: "muted"; readonly until: string | null }
  | { readonly type: "marked-unread" }
  /** Everything up to `seq` is read. */
  | { readonly type: "read"; readonly seq: number }
  | { readonly type: "deleted" };

/** A change that is shown before the server has confirmed it. */
export type OptimisticUpdate =
  | (MessagePlace & {
      readonly type: "reaction";
      readonly emoji: string;
      readonly isChosen: boolean;
    })
  /** A new text for `version`. */
  | (MessagePlace & {
      readonly type: "edit";
      readonly body: string;
      readonly mentions: readonly string[];
      readonly version: number;
    })
  /** Nothing is sent before `undoUntil`, in epoch milliseconds. */
  | (MessagePlace & {
      readonly type: "deletion";
      readonly undoUntil: number;
      /** Why an ADMIN deletes another user's message. */
      readonly reason?: string | undefined;
    })
  /** A message is pinned in its conversation or saved by the user, or no longer. `at`: ISO 8601. */
  | {
      readonly type: "pin" | "save";
      readonly conversationId: string;
      readonly seq: number;
      readonly on: boolean;
      readonly at: string;
    }
  /** An action item in its `version`. */
  | {
      readonly type: "item";
      readonly conversationId: string;
      readonly itemId: string;
      readonly state: ActionItem["state"];
      readonly version: number;
    }
  /** `conversation` is the row at the time of the change, used if it is no longer in a list. */
  | {
      readonly type: "conversation";
      readonly conversationId: string;
      readonly conversation: Conversation | undefined;
      readonly change: ConversationChange;
    };

type MessageUpdate = Extract<OptimisticUpdate, MessagePlace>;
type KeepingUpdate = Extract<OptimisticUpdate, { type: "pin" | "save" }>;
type ItemUpdate = Extract<OptimisticUpdate, { type: "item" }>;

const isOfMessage = (update: OptimisticUpdate): update is MessageUpdate => "messageId" in update;

/** The ids of the messages that an update changes. */
export const touchedBy = (update: OptimisticUpdate): ReadonlySet<string> =>
  new Set(isOfMessage(update) ? [update.messageId] : []);

/** The optimistic updates of one message. */
export interface MessageChange {
  /** For each emoji, whether the user wants to have chosen it. */
  readonly reactions?: ReadonlyMap<string, boolean> | undefined;
  readonly edit?:
    | { readonly body: string; readonly mentions: readonly string[]; readonly version: number }
    | undefined;
  readonly deletion?: { readonly undoUntil: number } | undefined;
}

function withUpdate(change: MessageChange, update: MessageUpdate): MessageChange {
  switch (update.type) {
    case "reaction": {
      const reactions = new Map(change.reactions).set(update.emoji, update.isChosen);
      return { ...change, reactions };
    }
    case "edit": {
      const { body, mentions, version } = update;
      return { ...change, edit: { body, mentions, version } };
    }
    case "deletion":
      return { ...change, deletion: { undoUntil: update.undoUntil } };
  }
}

/** The optimistic updates of messages, by message id; a message without another update keeps its object. */
export function changesOf(
  updates: readonly OptimisticUpdate[],
  { known, touched }: { known: ReadonlyMap<string, MessageChange>; touched: ReadonlySet<string> },
): ReadonlyMap<string, MessageChange> {
  if (touched.size === 0) return known;
  const next = new Map(known);
  for (const id of touched) next.delete(id);
  for (const update of updates) {
    if (!isOfMessage(update) || !touched.has(update.messageId)) continue;
    next.set(update.messageId, withUpdate(next.get(update.messageId) ?? {}, update));
  }
  return next;
}

function withReaction(reactions: Reaction[], emoji: string, userId: string): Reaction[] {
  const at = reactions.findIndex((reaction) => reaction.emoji === emoji);
  const known = reactions[at];
  if (known === undefined) return [...reactions, { emoji, userIds: [userId] }];
  if (known.userIds.includes(userId)) return reactions;
  return reactions.with(at, { emoji, userIds: [...known.userIds, userId] });
}

function withoutReaction(reactions: Reaction[], emoji: string, userId: string): Reaction[] {
  const at = reactions.findIndex((reaction) => reaction.emoji === emoji);
  const known = reactions[at];
  if (known?.userIds.includes(userId) !== true) return reactions;
  const userIds = known.userIds.filter((id) => id !== userId);
  return userIds.length === 0 ? reactions.toSpliced(at, 1) : reactions.with(at, { emoji, userIds });
}

function changedMessage(message: Message, change: MessageChange, userId: string): Message {
  if (message.body === null) return message;
  if (change.deletion !== undefined) return { ...message, body: null };
  let { reactions } = message;
  for (const [emoji, isChosen] of change.reactions ?? []) {
    reactions = (isChosen ? withReaction : withoutReaction)(reactions, emoji, userId);
  }
  const { edit } = change;
  // An edit of an older version was confirmed, or lost to another one.
  if (edit?.version === message.version) {
    return { ...message, reactions, body: edit.body, mentions: [...edit.mentions] };
  }
  return reactions === message.reactions ? message : { ...message, reactions };
}

/** Rows are compared by the identity of their message, so an unchanged message has to be the same object. */
const shownAs = new WeakMap<Message, { readonly change: MessageChange; readonly as: Message }>();

/** A message with its optimistic updates; the same message if the server has all of them. */
export function shownMessage(
  message: Message,
  change: MessageChange | undefined,
  userId: string,
): Message {
  if (change === undefined) return message;
  const known = shownAs.get(message);
  if (known?.change === change) return known.as;
  const as = changedMessage(message, change, userId);
  shownAs.set(message, { change, as });
  return as;
}

/** A conversation after a change; a deletion only affects lists. */
function changedConversation<Row extends Conversation>(
  row: Row,
  change: Exclude<ConversationChange, { type: "deleted" }>,
): Row {
  switch (change.type) {
    case "pinned":
      return { ...row, pinned: change.on };
    case "archived":
      return { ...row, archived: change.on };
    case "muted":
      return { ...row, mutedUntil: change.until };
    case "marked-unread":
      return { ...row, markedUnread: true };
    case "read": {
      const { seq } = change;
      const unread = row.readSeq >= seq ? row.unread : Math.min(row.unread, row.lastSeq - seq);
      const mentionSeqs = row.mentionSeqs.filter((other) => other > seq);
      const readSeq = Math.max(row.readSeq, seq);
      return { ...row, markedUnread: false, readSeq, unread, mentionSeqs };
    }
  }
}

type ConversationUpdate = Extract<OptimisticUpdate, { type: "conversation" }>;

function showConversation(snapshot: Snapshot, update: ConversationUpdate): Snapshot {
  const { conversationId: id, conversation, change } = update;
  if (change.type === "deleted") return mapLists(snapshot, (page) => withoutRow(page, id));
  const detail = snapshot.details[id];
  const row = findRow(snapshot, id) ?? (detail === undefined ? conversation : rowOf(detail));
  if (row === undefined) return snapshot;
  const next = upsertRow(snapshot, keepSame(row, changedConversation(row, change)));
  const changed = detail && keepSame(detail, changedConversation(detail, change));
  const details = withEntry(next.details, id, changed);
  return details === next.details ? next : { ...next, details };
}

const placeOf = ({ seq }: { readonly seq: number }) => seq;

/** Shows a pin or a saved message, or its removal; the same snapshot if it is so already. */
function showKeeping(snapshot: Snapshot, { type, conversationId, seq, on, at }: KeepingUpdate) {
  const detail = snapshot.details[conversationId];
  if (detail === undefined) return snapshot;
  const isKept = (type === "pin" ? detail.pins.map(placeOf) : detail.savedSeqs).includes(seq);
  if (isKept === on) return snapshot;
  if (type === "pin") {
    const others = detail.pins.filter((pin) => pin.seq !== seq);
    const { userId } = snapshot;
    const pins = on ? [{ seq, userId, at }, ...others] : others;
    return applyKept(snapshot, { conversationId, pins });
  }
  const others = detail.savedSeqs.filter((saved) => saved !== seq);
  const savedSeqs = on ? [...others, seq].toSorted((one, other) => one - other) : others;
  return applyKept(snapshot, { conversationId, savedSeqs });
}

/** An item that was changed meanwhile is shown as it is. */
function showItem(snapshot: Snapshot, { conversationId, itemId, state, version }: ItemUpdate) {
  const card = snapshot.cards[conversationId]?.[itemId];
  const isShown = card?.kind === "action_item" && card.version === version && card.state !== state;
  return isShown ? withCard(snapshot, { ...card, state }) : snapshot;
}

interface ShownChange {
  readonly place: MessagePlace;
  readonly change: MessageChange;
}

function showChange(snapshot: Snapshot, { place, change }: ShownChange): Snapshot {
  const { messageId, conversationId, seq } = place;
  const { userId } = snapshot;
  const show = (message: Message) =>
    message.id === messageId ? shownMessage(message, change, userId) : message;
  const next = mapRows(snapshot, {
    conversationId,
    change(row) {
      const lastMessage = row.lastMessage && show(row.lastMessage);
      return lastMessage === row.lastMessage ? row : { ...row, lastMessage };
    },
  });
  const window = next.windows[conversationId];
  const known = window && messageAt(window, seq);
  const shown = known && show(known);
  const at = window === undefined ? -1 : seq - (window.messages[0]?.seq ?? 0);
  const changed =
    window === undefined || shown === undefined || shown === known
      ? window
      : { ...window, messages: window.messages.with(at, shown) };
  const windows = withEntry(next.windows, conversationId, changed);
  const key = placeKey(conversationId, seq);
  const quote = next.quoted[key];
  const quoted = withEntry(next.quoted, key, quote === null ? undefined : quote && show(quote));
  if (windows === next.windows && quoted === next.quoted) return next;
  return { ...next, windows, quoted };
}

interface Shown {
  readonly updates: readonly OptimisticUpdate[];
  readonly changes: ReadonlyMap<string, MessageChange>;
}

/** The server's snapshot with the optimistic updates applied; the same snapshot if they change nothing. */
export function showUpdates(server: Snapshot, { updates, changes }: Shown): Snapshot {
  let shown = server;
  const done = new Set<string>();
  for (const update of updates) {
    if (update.type === "conversation") {
      shown = showConversation(shown, update);
      continue;
    }
    if (update.type === "item") {
      shown = showItem(shown, update);
      continue;
    }
    if (!isOfMessage(update)) {
      shown = showKeeping(shown, update);
      continue;
    }
    const change = changes.get(update.messageId);
    if (change === undefined || done.has(update.messageId)) continue;
    done.add(update.messageId);
    shown = showChange(shown, { place: update, change });
  }
  return shown;
}

/** Whether the server has confirmed an update: showing it changes nothing. */
export function isConfirmed(server: Snapshot, update: OptimisticUpdate): boolean {
  const changes = changesOf([update], {
    known: new Map(),
    touched: touchedBy(update),
  });
  return showUpdates(server, { updates: [update], changes }) === server;
}
