import { isSession } from "./session.ts";
import type { Session } from "./session.ts";

const KEY = "parley.session";

/**
 * The session as this tab keeps it. The browser's `sessionStorage` outlives a reload and ends with the
 * tab, so two tabs can be two people.
 */
export interface SessionStorage {
  load(): Session | null;
  save(session: Session): void;
  clear(): void;
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Keeps a session in `storage`. Something unreadable there counts as nothing. */
export function createSessionStorage(storage: Storage): SessionStorage {
  return {
    load() {
      const read = parse(storage.getItem(KEY));
      return isSession(read) ? read : null;
    },
    save: (session) => storage.setItem(KEY, JSON.stringify(session)),
    clear: () => storage.removeItem(KEY),
  };
}
