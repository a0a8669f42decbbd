import { withoutRow, withRow } from "@parley/client";
import type {
  Conversation,
  ConversationFilter,
  ConversationPage,
} from "@parley/contract/conversations";

/** What a person does to a conversation in their own list. */
export type Arrangement =
  | { readonly type: "pinned"; readonly on: boolean }
  | { readonly type: "archived"; readonly on: boolean }
  /** ISO 8601; null for no longer muted. */
  | { readonly type: "muted"; readonly until: string | null }
  | { readonly type: "marked-unread" }
  /** Everything up to `seq` is read. */
  | { readonly type: "read"; readonly seq: number }
  | { readonly type: "deleted" };

/** Later than anybody will wait: muted until it is taken back. */
export const FOR_EVER = "9999-12-31T23:59:59.999Z";

/** Whether a conversation is muted at a moment, in milliseconds since 1970. */
export const isMuted = ({ mutedUntil }: Pick<Conversation, "mutedUntil">, now: number): boolean =>
  mutedUntil !== null && Date.parse(mutedUntil) > now;

/** A conversation after an arrangement; null where it is no longer in any list. */
function arranged(row: Conversation, arrangement: Arrangement): Conversation | null {
  switch (arrangement.type) {
    case "pinned":
      return { ...row, pinned: arrangement.on };
    case "archived":
      return { ...row, archived: arrangement.on };
    case "muted":
      return { ...row, mutedUntil: arrangement.until };
    case "marked-unread":
      return { ...row, markedUnread: true };
    case "read": {
      const { seq } = arrangement;
      const unread = row.readSeq >= seq ? row.unread : Math.min(row.unread, row.lastSeq - seq);
      const mentionSeqs = row.mentionSeqs.filter((other) => other > seq);
      const readSeq = Math.max(row.readSeq, seq);
      return { ...row, markedUnread: false, readSeq, unread, mentionSeqs };
    }
    case "deleted":
      return null;
  }
}

/** An arrangement that the server has not confirmed, and the row that it was made on. */
export interface PendingArrangement {
  readonly row: Conversation;
  readonly arrangement: Arrangement;
}

/** A list as it will be when the server has confirmed what is under way. */
export function withPending(
  page: ConversationPage,
  { filter, pending }: { filter: ConversationFilter; pending: readonly PendingArrangement[] },
): ConversationPage {
  // Several on one conversation build on each other, also where it is not in this list in between.
  const rows = new Map<string, Conversation | null>();
  for (const { row, arrangement } of pending) {
    const held = page.conversations.find(({ id }) => id === row.id);
    const current = rows.get(row.id) ?? held ?? row;
    rows.set(row.id, arranged(current, arrangement));
  }
  let next = page;
  for (const [id, row] of rows) {
    next = row === null ? withoutRow(next, id) : withRow(next, { filter, row });
  }
  return next;
}
