/** The part of a browser's storage that the app uses. */
export type PageStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** A storage of the browser. What the browser does not store, because it is forbidden or full, lasts as long as the page. */
export function createPageStorage(storage: () => Storage): PageStorage {
  const inPage = new Map<string, string>();
  return {
    getItem(key) {
      const value = inPage.get(key);
      if (value !== undefined) return value;
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    setItem(key, value) {
      inPage.delete(key);
      try {
        storage().setItem(key, value);
      } catch {
        inPage.set(key, value);
      }
    },
    removeItem(key) {
      inPage.delete(key);
      try {
        storage().removeItem(key);
      } catch {
        // Forbidden: there is nothing in it.
      }
    },
  };
}

/** Shared by all tabs. */
export const browserStorage = createPageStorage(() => window.localStorage);
/** Of this tab; survives a reload. */
export const tabStorage = createPageStorage(() => window.sessionStorage);
