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

/** A value that a user chose in this browser. */
export interface Choice<Option extends string> {
  /** Key in the local storage. */
  readonly key: string;
  readonly options: readonly Option[];
  /** Value until one is chosen. */
  readonly initial: Option;
}

/** What a user chose. */
export const chosenOption = <Option extends string>(
  storage: PageStorage,
  { key, options, initial }: Choice<Option>,
): Option => options.find((option) => option === storage.getItem(key)) ?? initial;

/** Shared by all tabs. */
export const browserStorage = createPageStorage(() => window.localStorage);
/** Of this tab; survives a reload. */
export const tabStorage = createPageStorage(() => window.sessionStorage);
