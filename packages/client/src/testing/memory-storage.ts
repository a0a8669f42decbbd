import type { PageStorage } from "../state/kept-values.ts";

/** A storage of a browser, which several pages of a test can share. */
export function createMemoryStorage(): PageStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
