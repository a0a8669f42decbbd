import type { ScreenStorage } from "@parley/client";
import { createStore, del, get, set } from "idb-keyval";

/** What a user's screen last showed, in this browser. It is nobody else's, and is removed at sign-out. */
export interface KeptScreen extends ScreenStorage {
  /** Removes everything, and keeps nothing from now on. */
  forget(): Promise<void>;
}

interface Kept {
  readonly edition: string;
  readonly screen: Parameters<ScreenStorage["save"]>[0];
}

/**
 * Keeps a user's screen under their id. `edition` names the code that wrote it: other code may expect
 * other data, so it begins with nothing.
 */
export function createKeptScreen(userId: string, edition: string): KeptScreen {
  const store = createStore("parley-kept", "screens");
  let isForgotten = false;
  return {
    async load() {
      const kept = await get<Kept>(userId, store);
      return kept?.edition === edition ? kept.screen : undefined;
    },
    async save(screen) {
      if (isForgotten) return;
      await set(userId, { edition, screen } satisfies Kept, store);
    },
    async forget() {
      isForgotten = true;
      await del(userId, store).catch(() => undefined);
    },
  };
}
