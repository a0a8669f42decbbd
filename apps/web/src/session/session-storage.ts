import type { PageStorage } from "../storage/page-storage.ts";
import { isSession } from "./session.ts";
import type { Session } from "./session.ts";

const KEY = "parley.session";
/** The key of the latest session of any tab. */
export const LAST_SESSION = "parley.last-session";

/**
 * The session of this tab. `sessionStorage` survives a reload and ends with the tab, so two tabs can be two users. The
 * latest session is also stored in the browser, for when the server is unavailable, and for an installed app, whose
 * window is a new tab each time. A session by cookie is that of the whole browser: every tab continues the latest one.
 */
export interface SessionStorage {
  load(): Session | null;
  /** The latest session of any tab, until its user signs out. */
  last(): Session | null;
  save(session: Session): void;
  clear(): void;
}

interface SessionStorageOptions {
  readonly tab: PageStorage;
  readonly browser: PageStorage;
  /** An installed app continues its last session. */
  readonly isInstalled: boolean;
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function read(storage: PageStorage, key: string): Session | null {
  const kept = parse(storage.getItem(key));
  return isSession(kept) ? kept : null;
}

/** Creates the storage of a session. Unreadable data count as none. */
export function createSessionStorage(options: SessionStorageOptions): SessionStorage {
  const { tab, browser, isInstalled } = options;
  const own = () => read(tab, KEY);
  const last = () => read(browser, LAST_SESSION);
  return {
    load() {
      const latest = last();
      if (latest?.token === null) return latest;
      return own() ?? (isInstalled ? latest : null);
    },
    last,
    save(session) {
      tab.setItem(KEY, JSON.stringify(session));
      browser.setItem(LAST_SESSION, JSON.stringify(session));
    },
    clear() {
      const leaving = own()?.person.id ?? last()?.person.id;
      tab.removeItem(KEY);
      if (last()?.person.id === leaving) browser.removeItem(LAST_SESSION);
    },
  };
}
