import { createKeptStore, type KeptStore, type PageStorage } from "./kept-store.ts";

/** The place of the message that the next one answers, by conversation. */
export type ReplyTargets = KeptStore<number>;

const isPlace = (found: unknown): found is number => Number.isSafeInteger(found);

/** What one person is about to answer. It survives a reload as a draft does. */
export const createReplyTargets = (
  userId: string,
  storage: PageStorage | undefined,
): ReplyTargets => createKeptStore({ name: `parley:replies:${userId}`, storage, isValue: isPlace });
