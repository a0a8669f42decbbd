import type { StreamEvent } from "@parley/contract";
import type { RequestCache } from "../apply/event-definition.ts";
import { outdatedBy } from "../apply-event.ts";
import type { ParleyClient } from "../create-client.ts";
import { reasonOf } from "../errors.ts";
import type { ScreenCore } from "./core.ts";
import type { Page } from "./fetch-request.ts";
import { createRetryingFetch, type RetryingFetch, withRetries } from "./retrying-fetch.ts";
import { type PageState, requestKey, type ScreenRequest } from "./screen-state.ts";

/** How long the result of a request that is no longer shown is kept, in milliseconds. */
const KEPT_FOR = 60_000;

/** The cache that a request belongs to; undefined if no event outdates it. */
function cacheOf({ request }: ScreenRequest): RequestCache | undefined {
  switch (request) {
    case "search":
      return "searches";
    case "mentions":
    case "links":
    case "files":
    case "about":
    case "pinned":
    case "saved":
      return request;
    case "own-reports":
    case "reports":
    case "report":
    case "open-reports":
      return "reports";
    case "people":
    case "explanation":
      return undefined;
  }
}

interface Entry {
  readonly request: ScreenRequest;
  readonly fetch: RetryingFetch;
  pages: readonly Page[];
  watchers: number;
  more: AbortController | undefined;
  expiry: ReturnType<typeof setTimeout> | undefined;
}

/** Requests whose results are kept while they are shown. */
export interface Requests {
  /** Fetches a request now, and again when an event outdates it, until the returned function is called. */
  watch(request: ScreenRequest): () => void;
  loadMore(request: ScreenRequest): void;
  /** Refetches the requests that an event outdates. */
  onEvent(event: StreamEvent): void;
  retryFailed(): void;
}

/** Creates the cache of requests in a state. */
export function createRequests(client: ParleyClient, core: ScreenCore): Requests {
  const entries = new Map<string, Entry>();

  const publish = ({ request, pages }: Entry, more: PageState = "idle") =>
    core.setEntry("requests", requestKey(request), {
      items: { status: "ready", value: pages.flatMap(({ items }) => items) },
      hasMore: (pages.at(-1)?.next ?? null) !== null,
      more,
    });
  const drop = (entry: Entry) => {
    const key = requestKey(entry.request);
    if (entries.get(key) !== entry) return;
    entries.delete(key);
    core.setEntry("requests", key, undefined);
  };
  /** Refetches as many pages as were loaded. */
  const fetchPages = async ({ request, pages }: Entry, signal: AbortSignal) => {
    // Loaded when something is first asked for, since a screen begins without.
    const { fetchFirst } = await import("./fetch-request.ts");
    const next = [await fetchFirst(client.trpc, request, signal)];
    while (next.length < pages.length) {
      const following = next.at(-1)?.next ?? null;
      if (following === null) break;
      // Each page starts where the previous one ended.
      // oxlint-disable-next-line no-await-in-loop
      next.push(await following.fetch(signal));
    }
    return next;
  };
  const createEntry = (request: ScreenRequest): Entry => {
    const key = requestKey(request);
    const fetch = createRetryingFetch({
      async attempt({ signal, isCurrent }) {
        const pages = await fetchPages(entry, signal);
        if (!isCurrent()) return;
        entry.pages = pages;
        publish(entry);
      },
      onStart() {
        entry.more?.abort();
        if (entry.pages.length === 0) core.setEntry("requests", key, undefined);
      },
      onFailed(error) {
        // An existing result stays if a later fetch fails.
        if (entry.pages.length > 0) return;
        const retry = () => void fetch.restart();
        const items = { status: "failed", reason: reasonOf(error), retry } as const;
        core.setEntry("requests", key, { items, hasMore: false, more: "idle" });
      },
    });
    const entry: Entry = {
      request,
      fetch,
      pages: [],
      watchers: 0,
      more: undefined,
      expiry: undefined,
    };
    return entry;
  };
  const leave = (entry: Entry) => {
    entry.fetch.stop();
    entry.more?.abort();
    if (
      entry.pages.length === 0 ||
      entry.request.request === "explanation" ||
      entry.request.request === "about"
    )
      return drop(entry);
    entry.expiry = setTimeout(() => drop(entry), KEPT_FOR);
  };

  return {
    watch(request) {
      const key = requestKey(request);
      const entry = entries.get(key) ?? createEntry(request);
      entries.set(key, entry);
      clearTimeout(entry.expiry);
      entry.watchers += 1;
      // Events update a request only while it is shown.
      if (entry.watchers === 1) void entry.fetch.start();
      let isReleased = false;
      return () => {
        if (isReleased) return;
        isReleased = true;
        entry.watchers -= 1;
        if (entry.watchers === 0) leave(entry);
      };
    },
    loadMore(request) {
      const entry = entries.get(requestKey(request));
      const following = entry?.pages.at(-1)?.next ?? null;
      if (entry === undefined || following === null || entry.more !== undefined) return;
      const controller = new AbortController();
      const { signal } = controller;
      entry.more = controller;
      publish(entry, "loading");
      const load = async () => {
        try {
          const page = await withRetries(() => following.fetch(signal), { signal });
          if (signal.aborted) return;
          entry.pages = [...entry.pages, page];
          publish(entry);
        } catch {
          if (!signal.aborted) publish(entry, "failed");
        } finally {
          if (entry.more === controller) entry.more = undefined;
        }
      };
      void load();
    },
    onEvent(event) {
      const outdated: readonly (RequestCache | undefined)[] = outdatedBy(event, core.get().userId);
      for (const { request, fetch, watchers } of entries.values()) {
        if (watchers > 0 && outdated.includes(cacheOf(request))) void fetch.restart();
      }
    },
    retryFailed() {
      for (const { fetch } of entries.values()) if (fetch.hasFailed) void fetch.restart();
    },
  };
}
