import { createKeyedStore, type KeyedStore } from "./keyed-store.ts";

/** What is written and not yet sent, by conversation. */
export type Drafts = Pick<KeyedStore<string>, "get" | "all" | "set" | "subscribe">;

/** The part of `localStorage` that drafts use. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

function read(storage: DraftStorage | undefined, key: string): Map<string, string> {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(key) ?? "{}");
    if (typeof kept !== "object" || kept === null) return new Map();
    const isText = (entry: [string, unknown]): entry is [string, string] =>
      typeof entry[1] === "string";
    return new Map(Object.entries(kept).filter(isText));
  } catch {
    // Unreadable or forbidden storage costs the drafts of an earlier visit, nothing else.
    return new Map();
  }
}

function write(storage: DraftStorage | undefined, key: string, drafts: Map<string, string>) {
  try {
    if (drafts.size === 0) storage?.removeItem(key);
    else storage?.setItem(key, JSON.stringify(Object.fromEntries(drafts)));
  } catch {
    // Full or forbidden storage: the drafts live as long as the page.
  }
}

/** One person's drafts. They survive a reload where the browser lets them. */
export function createDrafts(userId: string, storage: DraftStorage | undefined): Drafts {
  const key = `parley:drafts:${userId}`;
  const drafts = createKeyedStore(read(storage, key));
  return {
    ...drafts,
    set(conversationId, text) {
      const draft = text === undefined || text.trim() === "" ? undefined : text;
      drafts.set(conversationId, draft);
      // Another tab may have written since: only this one draft is ours to change.
      const kept = read(storage, key);
      if (draft === undefined) kept.delete(conversationId);
      else kept.set(conversationId, draft);
      write(storage, key, kept);
    },
  };
}

/** The browser's own storage; absent on a server and where it is forbidden. */
export function browserStorage(): DraftStorage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
