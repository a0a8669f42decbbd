import { field } from "../errors.ts";
import type { PageStorage } from "./kept-values.ts";
import type { OptimisticUpdate } from "./optimistic-updates.ts";

/** A change that is shown, and that the server has not answered. */
export interface PendingChange {
  readonly update: OptimisticUpdate;
  /** When the user made it, in epoch milliseconds; no two changes of a tab have the same. */
  readonly at: number;
}

/** What a change is of: a later change with the same key takes its place. */
export function changeKey(update: OptimisticUpdate): string {
  switch (update.type) {
    case "reaction":
      return `reaction ${update.messageId} ${update.emoji}`;
    case "edit":
    case "deletion":
      return `${update.type} ${update.messageId}`;
    case "pin":
    case "save":
      return `${update.type} ${update.conversationId} ${update.seq}`;
    case "item":
      return `item ${update.itemId}`;
    case "conversation": {
      const { type } = update.change;
      return `${type === "read" ? "marked-unread" : type} ${update.conversationId}`;
    }
  }
}

/** The row is of the page that the change was made in. */
const withoutRow = ({ at, update }: PendingChange): PendingChange => ({
  at,
  update: update.type === "conversation" ? { ...update, conversation: undefined } : update,
});

/** The version of the format `Stored`: other versions are not read. */
const VERSION = 1;

interface Stored {
  readonly version: typeof VERSION;
  readonly changes: readonly PendingChange[];
}

/** One user's pending changes, in the order in which they were made. */
export interface ChangeStorage {
  all(): readonly PendingChange[];
  /** Replaces an earlier change with the same key. */
  put(change: PendingChange): void;
  remove(key: string): void;
}

/** Stores one user's pending changes beyond the page; what the browser does not take is kept in memory. */
export function createChangeStorage(
  storage: PageStorage | undefined,
  userId: string,
): ChangeStorage {
  const name = `parley:changes:${userId}`;
  const memory = new Map<string, PendingChange>();
  const stored = (): readonly PendingChange[] => {
    try {
      const found: unknown = JSON.parse(storage?.getItem(name) ?? "{}");
      // The version identifies this type: it is increased with every change of it.
      return field(found, "version") === VERSION ? (found as Stored).changes : [];
    } catch {
      // Unreadable or forbidden.
      return [];
    }
  };
  const write = (changes: readonly PendingChange[]): boolean => {
    try {
      if (changes.length === 0) storage?.removeItem(name);
      else storage?.setItem(name, JSON.stringify({ version: VERSION, changes } satisfies Stored));
      return storage !== undefined;
    } catch {
      // Full or forbidden.
      return false;
    }
  };
  const remove = (key: string) => {
    memory.delete(key);
    write(stored().filter(({ update }) => changeKey(update) !== key));
  };
  return {
    all: () => [...stored(), ...memory.values()],
    put(change) {
      const { update } = change;
      const key = changeKey(update);
      // First, so that no older change is left if this one is not taken.
      remove(key);
      // Sent later, the deletion of a conversation would take messages with it that its user has not seen.
      const isLeft = update.type === "conversation" && update.change.type === "deleted";
      if (isLeft || !write([...stored(), withoutRow(change)])) memory.set(key, change);
    },
    remove,
  };
}
