import type { Locks } from "../wire/page.ts";
import { isStoredEntry, type OutboxStorage, type StoredEntry } from "./storage.ts";

/** Which entries of a shared storage this tab sends. */
export interface TabOwnership {
  /** Marks the entries of this tab. Undefined if tabs cannot tell each other apart. */
  readonly owner: string | undefined;
  /** Acquires the lock that shows other tabs that this one is open. Resolves once it is held. */
  enter(): Promise<void>;
  /** Takes the entries that no open tab owns, in the order of writing. */
  claim(): Promise<StoredEntry[]>;
  leave(): void;
}

const inOrder = (entries: readonly unknown[]) =>
  entries.filter(isStoredEntry).toSorted((one, other) => (one.id < other.id ? -1 : 1));

/**
 * Tabs coordinate by Web Locks: each holds one lock for as long as it is open, and claims are made one at a time.
 * Without locks every tab claims all entries: some sends are repeated, and no message is stored twice.
 */
export function createTabOwnership(storage: OutboxStorage, locks: Locks | undefined): TabOwnership {
  if (storage.name === undefined || locks === undefined) {
    return {
      owner: undefined,
      enter: () => Promise.resolve(),
      claim: async () => inOrder(await storage.load()),
      leave() {},
    };
  }
  return createLockedOwnership({ storage, locks, name: `parley-outbox:${storage.name}` });
}

interface Shared {
  readonly storage: OutboxStorage;
  readonly locks: Locks;
  readonly name: string;
}

function createLockedOwnership({ storage, locks, name }: Shared): TabOwnership {
  const owner = crypto.randomUUID();
  const tabLock = (tab: string) => `${name}:tab:${tab}`;
  /** Present while the tab holds its lock or waits for it. `left` resolves when it leaves. */
  let stay: { entered: Promise<void>; left: PromiseWithResolvers<void> } | undefined;
  const acquire = () => {
    const left = Promise.withResolvers<void>();
    const entered = new Promise<void>((resolve) => {
      const hold = () => {
        resolve();
        return left.promise;
      };
      // If the browser refuses locks, tabs repeat each other's sends, which the server deduplicates.
      locks.request(tabLock(owner), hold).catch(() => resolve());
    });
    return { entered, left };
  };
  return {
    owner,
    enter: () => (stay ??= acquire()).entered,
    claim: () =>
      locks.request(`${name}:claim`, async () => {
        const [stored, { held = [] }] = await Promise.all([storage.load(), locks.query()]);
        const living = new Set(held.map((lock) => lock.name));
        const left = inOrder(stored).filter(
          (entry) => entry.owner === undefined || !living.has(tabLock(entry.owner)),
        );
        await Promise.all(left.map((entry) => storage.put({ ...entry, owner })));
        return left;
      }),
    leave() {
      stay?.left.resolve();
      stay = undefined;
    },
  };
}
