import type { QueryClient } from "@tanstack/react-query";
import { createStore, del, get, set } from "idb-keyval";
import type { KeptPart } from "./kept-parts.ts";

/** What one person's screen last showed, in this browser. It is nobody else's, and goes with the sign-out. */
export interface KeptScreen {
  /** Puts what was kept into a cache that is still empty. */
  restore(queryClient: QueryClient): Promise<void>;
  save(parts: readonly KeptPart[]): Promise<void>;
  /** Forgets everything, and keeps nothing from now on. */
  forget(): Promise<void>;
}

interface Kept {
  readonly edition: string;
  readonly parts: readonly KeptPart[];
}

/** A browser that takes longer than this to open its storage is not waited for, in milliseconds. */
const PATIENCE = 1_000;

const soon = () => new Promise<undefined>((resolve) => void setTimeout(resolve, PATIENCE));

/**
 * Keeps a person's screen under their id. `edition` names the code that wrote it: other code may expect
 * other data, so it begins with nothing.
 */
export function createKeptScreen(personId: string, edition: string): KeptScreen {
  const store = createStore("parley-kept", "screens");
  let isForgotten = false;
  return {
    async restore(queryClient) {
      // A storage that is forbidden or broken costs the kept screen, and nothing else.
      const kept = await Promise.race([get<Kept>(personId, store), soon()]).catch(() => undefined);
      if (kept?.edition !== edition) return;
      for (const { key, data } of kept.parts) queryClient.setQueryData(key, data);
    },
    async save(parts) {
      if (isForgotten) return;
      await set(personId, { edition, parts } satisfies Kept, store).catch(() => undefined);
    },
    async forget() {
      isForgotten = true;
      await del(personId, store).catch(() => undefined);
    },
  };
}
