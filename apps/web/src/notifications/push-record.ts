import type { MeetingNews } from "@parley/contract/notifications";

/** What the page leaves for the worker, which has no session and no catalog of texts. */
export interface PushRecord {
  readonly userId: string;
  readonly endpoint: string;
  /** Reads what is unread (`push.read`). */
  readonly secret: string;
  readonly lang: string;
  readonly words: {
    /** The name of the product. */
    readonly product: string;
    /** Said if there is nothing else to say: "You have new messages". */
    readonly unread: string;
    readonly test: string;
    /** Absent in a record of an earlier version. */
    readonly reminder?: string;
    readonly meeting?: Readonly<Record<MeetingNews, string>>;
    readonly report?: string;
    readonly urgentReport?: string;
  };
}

/** The worker has both names, too: it is one file, and cannot import this one. */
const CACHE = "parley-push";
const ADDRESS = "/push-record";

/** The record of this browser. In a cache, since a worker has no `localStorage`. */
export const pushRecord = {
  async load(): Promise<PushRecord | undefined> {
    // A page that is not secure has none.
    if (!("caches" in globalThis)) return undefined;
    const response = await caches.match(ADDRESS, { cacheName: CACHE });
    // Written below only.
    return response && ((await response.json()) as PushRecord);
  },
  async save(record: PushRecord): Promise<void> {
    const cache = await caches.open(CACHE);
    await cache.put(ADDRESS, Response.json(record));
  },
  async clear(): Promise<void> {
    await caches.delete(CACHE);
  },
};

/** Ends what a user subscribed in this browser, without the server: from now on nothing is shown, and what it still sends is refused. */
export async function forgetPush(userId: string): Promise<void> {
  const record = await pushRecord.load();
  if (record?.userId !== userId) return;
  await pushRecord.clear();
  const registration = await navigator.serviceWorker?.getRegistration();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
}
