import { each, number, optional, orNull, record, text } from "../apply/checks.ts";
import type { FileStorage } from "../files/file-storage.ts";
import type { ErrorReason } from "@parley/contract";
import type { OutboxFile } from "../outbox-entry.ts";

/** An unsent message as it is stored beyond the page. */
export interface StoredEntry {
  readonly id: string;
  readonly conversationId: string;
  readonly body: string;
  /** Absent in entries of an older version. */
  readonly replyToSeq?: number | undefined;
  readonly mentions?: readonly string[] | undefined;
  readonly files?: readonly OutboxFile[] | undefined;
  readonly writtenAt: number;
  /** Present once the server has refused it. */
  readonly refused?: ErrorReason | undefined;
  /** The tab that sends it. */
  readonly owner?: string | undefined;
}

/** Storage of unsent messages. It may fail at any time: sending continues without it. */
export interface OutboxStorage {
  /** Present if several tabs share the storage: the name by which they coordinate which tab sends which entry. */
  readonly name?: string | undefined;
  /**
   * Stores an entry before it returns, until its `put` is done: a page may be left at any moment, and no write that is
   * still in progress survives that.
   */
  putNow?(entry: StoredEntry): void;
  load(): Promise<StoredEntry[]>;
  put(entry: StoredEntry): Promise<void>;
  remove(id: string): Promise<void>;
  /** Storage of the files of unsent messages. In the page alone if absent. */
  files?(): Promise<FileStorage>;
}

/** Stores unsent messages in memory. */
export function createMemoryOutboxStorage(): OutboxStorage {
  const entries = new Map<string, StoredEntry>();
  return {
    load: () => Promise.resolve([...entries.values()]),
    put(entry) {
      entries.set(entry.id, entry);
      return Promise.resolve();
    },
    remove(id) {
      entries.delete(id);
      return Promise.resolve();
    },
  };
}

const hasFields = record({
  id: text,
  conversationId: text,
  body: text,
  replyToSeq: optional(number),
  mentions: optional(orNull(each(text))),
  files: optional(each(record({ id: text, name: text, size: number, type: text }))),
  writtenAt: number,
});

/** Whether a stored value is a valid entry. Another version, or a bug, may have written it. */
export const isStoredEntry = (found: unknown): found is StoredEntry => hasFields(found);
