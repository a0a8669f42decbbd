import { createKeptStore, type KeptStore, type PageStorage } from "./kept-store.ts";

/** What is written and not yet sent, by conversation. */
export type Drafts = KeptStore<string>;

const isText = (found: unknown): found is string => typeof found === "string";

/** Blank text is no draft. */
export const draftOf = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === "" ? undefined : text;

/** One person's drafts. They survive a reload where the browser lets them, and are shared by all tabs. */
export function createDrafts(userId: string, storage: PageStorage | undefined): Drafts {
  const drafts = createKeptStore({ name: `parley:drafts:${userId}`, storage, isValue: isText });
  return {
    ...drafts,
    set(conversationId, text) {
      drafts.set(conversationId, draftOf(text));
    },
  };
}
