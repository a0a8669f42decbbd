import { createKeptStore, type KeptStore, type PageStorage } from "./kept-store.ts";

/** What is written and not yet sent, by conversation. */
export type Drafts = KeptStore<string>;

const isText = (found: unknown): found is string => typeof found === "string";

/** One person's drafts. They survive a reload where the browser lets them. */
export function createDrafts(userId: string, storage: PageStorage | undefined): Drafts {
  const drafts = createKeptStore({ name: `parley:drafts:${userId}`, storage, isValue: isText });
  return {
    ...drafts,
    set(conversationId, text) {
      drafts.set(conversationId, text === undefined || text.trim() === "" ? undefined : text);
    },
  };
}
