/** A value that this browser keeps; undefined if there is none, or if its storage is forbidden or unreadable. */
export function readStored(key: string): unknown {
  try {
    const text = globalThis.localStorage.getItem(key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The fields of a stored object; none if it is no object. */
export const fieldsOf = (stored: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof stored === "object" && stored !== null ? Object.entries(stored) : []);

/** Keeps a value in this browser, or removes it if it is undefined; a full or forbidden storage does not change. */
export function writeStored(key: string, value: unknown): void {
  try {
    if (value === undefined) globalThis.localStorage.removeItem(key);
    else globalThis.localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // What is kept is a convenience.
  }
}
