import { isStoredEntry, type OutboxStorage, type StoredEntry } from "./storage.ts";

type Locks = Pick<LockManager, "request" | "query">;

/** One tab's share of a storage that other tabs may use as well. */
export interface Tenancy {
  /** The mark on what this tab is at work on. Undefined where tabs cannot tell each other apart. */
  readonly owner: string | undefined;
  /** Lets other tabs see that this one lives. Resolves once they can. */
  enter(): Promise<void>;
  /** What nobody living is at work on; from now on it is this tab's. In the order of writing. */
  claim(): Promise<StoredEntry[]>;
  leave(): void;
}

const inOrder = (entries: readonly unknown[]) =>
  entries.filter(isStoredEntry).toSorted((one, other) => (one.id < other.id ? -1 : 1));

/**
 * Tabs agree by Web Locks: each holds one lock for as long as it lives, and claims are made one at a time.
 * Without them every tab claims everything, which repeats some sends and stores no message twice.
 */
export function createTenancy(storage: OutboxStorage, locks: Locks | undefined): Tenancy {
  if (storage.name === undefined || locks === undefined) {
    return {
      owner: undefined,
      enter: () => Promise.resolve(),
      claim: async () => inOrder(await storage.load()),
      leave() {},
    };
  }
  return createLockedTenancy({ storage, locks, name: `parley-outbox:${storage.name}` });
}

interface Shared {
  readonly storage: OutboxStorage;
  readonly locks: Locks;
  readonly name: string;
}

function createLockedTenancy({ storage, locks, name }: Shared): Tenancy {
  const owner = crypto.randomUUID();
  const tabLock = (tab: string) => `${name}:tab:${tab}`;
  let leave: (() => void) | undefined;
  const stay = (entered: () => void) =>
    new Promise<void>((resolve) => {
      leave = resolve;
      entered();
    });
  return {
    owner,
    enter: () =>
      new Promise((entered) => {
        if (leave !== undefined) return entered();
        // Where the browser refuses locks, tabs repeat each other's sends, and nothing worse.
        locks.request(tabLock(owner), () => stay(entered)).catch(() => entered());
      }),
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
      leave?.();
      leave = undefined;
    },
  };
}
