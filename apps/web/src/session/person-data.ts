import { fileStoreName, unsentKeyPrefix } from "@parley/client";

/**
 * All data of a user in a browser, and the only code that removes it. The packages store their data under
 * `parley:<what>:<user id>` in the local and the session storage, unsent messages under their own keys, and the app uses
 * the databases named below.
 */
const PERSONAL_KEY = /^parley:[a-z-]+:(?<userId>.+)$/s;

/** The names of a user's databases. */
export const outboxName = (userId: string) => `parley-outbox-${userId}`;

function removeKeys(storage: Storage, userId: string): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
  const unsent = unsentKeyPrefix(outboxName(userId));
  for (const key of keys) {
    const isPersonal = PERSONAL_KEY.exec(key)?.groups?.["userId"] === userId;
    if (isPersonal || key.startsWith(unsent)) storage.removeItem(key);
  }
}

/** Resolves also if other connections to the database are still open: it is deleted with the last of them. */
const removeDatabase = (factory: IDBFactory, name: string) =>
  new Promise<void>((resolve) => {
    const request = factory.deleteDatabase(name);
    for (const end of ["success", "error", "blocked"]) {
      request.addEventListener(end, () => resolve());
    }
  });

interface Device {
  readonly localStorage: Storage;
  readonly sessionStorage: Storage;
  readonly indexedDB: IDBFactory;
}

/** Removes a user's data from this browser. A forbidden storage has nothing to remove. */
export async function removePersonData(device: Device, userId: string): Promise<void> {
  for (const name of ["localStorage", "sessionStorage"] as const) {
    try {
      removeKeys(device[name], userId);
    } catch {
      // Forbidden.
    }
  }
  try {
    await removeDatabase(device.indexedDB, outboxName(userId));
    await removeDatabase(device.indexedDB, fileStoreName(outboxName(userId)));
  } catch {
    // Forbidden.
  }
}

/** Notifies other tabs of a user that they signed out, and receives their notifications. */
export function createSignOutChannel(userId: string) {
  // Older browsers without it keep their other tabs signed in.
  if (typeof BroadcastChannel === "undefined") return { tell() {}, listen: () => () => {} };
  return {
    tell() {
      const channel = new BroadcastChannel("parley.sign-out");
      // A channel has one origin.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      channel.postMessage(userId);
      channel.close();
    },
    /** Calls back when another tab signs this user out, until the result is called. */
    listen(onSignOut: () => void) {
      const channel = new BroadcastChannel("parley.sign-out");
      channel.addEventListener("message", ({ data }) => {
        if (data === userId) onSignOut();
      });
      return () => channel.close();
    },
  };
}
