import { isSession } from "./session.ts";
import type { Session } from "./session.ts";

const KEY = "parley.session";
const LAST_KEY = "parley.last-session";

/**
 * The session as this tab keeps it. The browser's `sessionStorage` outlives a reload and ends with the
 * tab, so two tabs can be two people. The last one is kept beside it for when the server is away, and for
 * an installed app, whose window is a new tab each time.
 */
export interface SessionStorage {
  load(): Session | null;
  /** The last one of any tab, until its person signs out. */
  last(): Session | null;
  save(session: Session): void;
  clear(): void;
}

interface SessionStorageOptions {
  readonly tab: Storage;
  readonly browser: Storage;
  /** An installed app begins where it was left. */
  readonly isInstalled: boolean;
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function read(storage: Storage, key: string): Session | null {
  const kept = parse(storage.getItem(key));
  return isSession(kept) ? kept : null;
}

/** Keeps a session. Something unreadable in the storage counts as nothing. */
export function createSessionStorage(options: SessionStorageOptions): SessionStorage {
  const { tab, browser, isInstalled } = options;
  const own = () => read(tab, KEY);
  const last = () => read(browser, LAST_KEY);
  return {
    load: () => own() ?? (isInstalled ? last() : null),
    last,
    save(session) {
      tab.setItem(KEY, JSON.stringify(session));
      browser.setItem(LAST_KEY, JSON.stringify(session));
    },
    clear() {
      const leaving = own()?.person.id ?? last()?.person.id;
      tab.removeItem(KEY);
      if (last()?.person.id === leaving) browser.removeItem(LAST_KEY);
    },
  };
}
