import type { PageStorage } from "./kept-store.ts";

/** A deletion that was asked for and that the server has not confirmed. */
export interface KeptDeletion {
  readonly messageId: string;
  readonly conversationId: string;
  readonly seq: number;
  /** Why an ADMIN deletes somebody else's message. */
  readonly reason?: string | undefined;
  /** Until then it can be taken back and nothing is sent, in epoch milliseconds. */
  readonly undoUntil: number;
}

/** Deletions as they outlive the page. Tabs of one person share them. */
export interface KeptDeletions {
  all(): readonly KeptDeletion[];
  put(deletion: KeptDeletion): void;
  remove(messageId: string): void;
}

function isKept(found: unknown): found is KeptDeletion {
  if (typeof found !== "object" || found === null) return false;
  const entry = new Map<string, unknown>(Object.entries(found));
  const isText = (key: string) => typeof entry.get(key) === "string";
  const isNumber = (key: string) => typeof entry.get(key) === "number";
  const hasReason = entry.get("reason") === undefined || isText("reason");
  return (
    isText("messageId") &&
    isText("conversationId") &&
    isNumber("seq") &&
    isNumber("undoUntil") &&
    hasReason
  );
}

function read(storage: PageStorage, key: string): KeptDeletion[] {
  const found: unknown = JSON.parse(storage.getItem(key) ?? "[]");
  return Array.isArray(found) ? found.filter(isKept) : [];
}

/** Keeps one person's deletions where the browser lets them, else for as long as the page lives. */
export function createKeptDeletions(
  userId: string,
  storage: PageStorage | undefined,
): KeptDeletions {
  const key = `parley:deletions:${userId}`;
  let memory: readonly KeptDeletion[] = [];
  let usable = storage;
  const attempt = <Result>(work: (storage: PageStorage) => Result): Result | undefined => {
    if (usable === undefined) return undefined;
    try {
      return work(usable);
    } catch {
      // Full, forbidden or unreadable: from now on the memory alone counts.
      usable = undefined;
      return undefined;
    }
  };
  const all = () => attempt((kept) => read(kept, key)) ?? memory;
  const write = (deletions: readonly KeptDeletion[]) => {
    memory = deletions;
    attempt((kept) => {
      if (deletions.length === 0) kept.removeItem(key);
      else kept.setItem(key, JSON.stringify(deletions));
    });
  };
  const without = (messageId: string) => all().filter((other) => other.messageId !== messageId);
  return {
    all,
    put: (deletion) => write([...without(deletion.messageId), deletion]),
    remove: (messageId) => write(without(messageId)),
  };
}
