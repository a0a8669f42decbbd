import type { ConversationPage, MessagePage } from "@parley/contract";
import type { ParleyClient } from "../create-client.ts";
import { reasonOf } from "../errors.ts";
import { emptySnapshot, isPlaceIn, type Missing, placeKey, type Snapshot } from "../snapshot.ts";
import type { ScreenCore } from "./core.ts";
import {
  fetchAround,
  fetchEnd,
  fetchMessage,
  fetchNewer,
  fetchOlder,
  fetchOpening,
  keptWindow,
  refetchWindow,
  withNewer,
  withOlder,
} from "./message-window.ts";
import { createRetryingFetch, type RetryingFetch, withRetries } from "./retrying-fetch.ts";
import { type PageState, type Part, partKey } from "./screen-state.ts";

/** The number of most recently closed conversations whose details and messages are kept. */
const CONVERSATIONS_KEPT = 30;
/** Rows of a list that are fetched again. */
const ROWS_KEPT = 300;

type ListPart = Extract<Part, { part: "conversations" }>;

const listIn = (snapshot: Snapshot, filter: ListPart["filter"]): ConversationPage | undefined =>
  filter === "all" ? snapshot.conversations : snapshot.filtered[filter];

function withList(
  snapshot: Snapshot,
  filter: ListPart["filter"],
  page: ConversationPage,
): Snapshot {
  if (filter === "all") return { ...snapshot, conversations: page };
  return { ...snapshot, filtered: { ...snapshot.filtered, [filter]: page } };
}

/** Two pages as one. A page fetched after the list has changed can repeat a row: the first one is newer. */
function withNextPage(page: ConversationPage, next: ConversationPage): ConversationPage {
  const known = new Set(page.conversations.map(({ id }) => id));
  const fresh = next.conversations.filter(({ id }) => !known.has(id));
  return { conversations: [...page.conversations, ...fresh], nextCursor: next.nextCursor };
}

function without<Value>(record: Readonly<Record<string, Value>>, keys: ReadonlySet<string>) {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));
}

type Fetched = (snapshot: Snapshot) => Snapshot;

interface Source {
  readonly client: ParleyClient;
  readonly core: ScreenCore;
}

async function fetchList({ client, core }: Source, { filter }: ListPart): Promise<Fetched> {
  const { conversations } = client.trpc;
  const input = filter === "all" ? {} : { filter };
  const held = listIn(core.get().server, filter)?.conversations.length ?? 0;
  let page = await conversations.list.query(input);
  // Loaded pages stay loaded after a resync.
  while (page.nextCursor !== null && page.conversations.length < Math.min(held, ROWS_KEPT)) {
    // Each page starts where the previous one ended.
    // oxlint-disable-next-line no-await-in-loop
    page = withNextPage(
      page,
      await conversations.list.query({ ...input, cursor: page.nextCursor }),
    );
  }
  return (snapshot) => withList(snapshot, filter, page);
}

async function fetchWindow(
  { client, core }: Source,
  { conversationId, openAt }: Extract<Part, { part: "window" }>,
): Promise<Fetched> {
  const source = { client, conversationId };
  const held = core.get().server.windows[conversationId];
  const window = await (held === undefined
    ? fetchOpening(source, openAt)
    : refetchWindow(source, held));
  return (snapshot) => ({
    ...snapshot,
    windows: { ...snapshot.windows, [conversationId]: window },
  });
}

async function fetchPart(source: Source, part: Part): Promise<Fetched> {
  const { trpc } = source.client;
  switch (part.part) {
    case "conversations":
      return fetchList(source, part);
    case "conversation": {
      const { conversationId } = part;
      const detail = await trpc.conversations.get.query({ conversationId });
      return (snapshot) => ({
        ...snapshot,
        details: { ...snapshot.details, [conversationId]: detail },
      });
    }
    case "window":
      return fetchWindow(source, part);
    case "message": {
      const { conversationId, seq } = part;
      const message = await fetchMessage({ client: source.client, conversationId }, seq);
      const key = placeKey(conversationId, seq);
      return (snapshot) => ({ ...snapshot, quoted: { ...snapshot.quoted, [key]: message } });
    }
    case "cards": {
      const { conversationId } = part;
      const { cards } = await trpc.cards.list.query({ conversationId });
      return (snapshot) => ({
        ...snapshot,
        cards: {
          ...snapshot.cards,
          [conversationId]: Object.fromEntries(cards.map((card) => [card.id, card])),
        },
      });
    }
    case "contacts": {
      const contacts = await trpc.contacts.list.query({});
      return (snapshot) => ({ ...snapshot, contacts });
    }
    case "blocked": {
      const blocked = await trpc.contacts.blocked.query();
      return (snapshot) => ({ ...snapshot, blocked });
    }
    case "groups": {
      const groups = await trpc.groups.list.query();
      return (snapshot) => ({ ...snapshot, groups });
    }
    case "scheduled": {
      const { scheduled } = await trpc.messages.scheduled.query();
      return (snapshot) => ({ ...snapshot, scheduled });
    }
    case "drafts": {
      const { drafts } = await trpc.messages.drafts.query();
      return (snapshot) => ({ ...snapshot, drafts });
    }
    case "templates": {
      const { templates } = await trpc.messages.templates.query();
      return (snapshot) => ({ ...snapshot, templates });
    }
  }
}

/** Whether a part has to be fetched, and can be. */
function isWanted(server: Snapshot, part: Part): boolean {
  switch (part.part) {
    case "conversations":
      return listIn(server, part.filter) === undefined;
    case "conversation":
      return server.details[part.conversationId] === undefined;
    case "cards":
      return server.cards[part.conversationId] === undefined;
    case "window":
      return server.windows[part.conversationId] === undefined;
    case "message": {
      const { conversationId, seq } = part;
      const first = server.windows[conversationId]?.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
      const last = server.windows[conversationId]?.messages.at(-1)?.seq ?? 0;
      const isLoaded = seq >= first && seq <= last;
      return !isLoaded && server.quoted[placeKey(conversationId, seq)] === undefined;
    }
    case "contacts":
    case "blocked":
    case "groups":
    case "scheduled":
    case "templates":
    case "drafts":
      return server[part.part] === undefined;
  }
}

interface Entry {
  part: Part;
  readonly fetch: RetryingFetch;
  watchers: number;
}

type Side = "older" | "newer" | "latest" | "around";
type Sides = Readonly<Record<Side, PageState>>;
const ALL_IDLE: Sides = { older: "idle", newer: "idle", latest: "idle", around: "idle" };

/** Fetches one page next to a window, and returns the resulting window. */
async function fetchSide(
  source: { client: ParleyClient; conversationId: string },
  { side, seq }: { side: Side; seq: number },
  held: MessagePage,
): Promise<(now: MessagePage) => MessagePage> {
  switch (side) {
    case "older": {
      const older = await fetchOlder(source, held.messages[0]?.seq ?? 1);
      return (now) => withOlder(now, older);
    }
    case "newer": {
      const newer = await fetchNewer(source, held.messages.at(-1)?.seq ?? 0);
      return (now) => withNewer(now, newer);
    }
    case "latest": {
      const latest = await fetchEnd(source);
      return () => latest;
    }
    case "around": {
      const around = await fetchAround(source, seq);
      return () => around;
    }
  }
}

/** The watched parts of the screen: fetched, refetched, paged, trimmed. */
export interface Parts {
  /** Keeps a part fetched until the result is called. */
  watch(part: Part): () => void;
  /** Fetches watched parts that are absent: the user is known now, or an event removed them. */
  fetchAbsent(): void;
  /** Retries failed fetches at once. */
  retryFailed(): void;
  /** Drops parts that are not watched and refetches the others. Resolves to whether all of them succeeded. */
  refetchAll(): Promise<boolean>;
  loadMore(filter: ListPart["filter"]): void;
  /** Fetches a further page of a message window. */
  loadSide(conversationId: string, side: Side, seq?: number): Promise<void>;
}

interface PartsOptions extends Source {
  /** Whether the user is known: their cursor has to be older than all fetched data. */
  readonly isReady: () => boolean;
  readonly onMissing: (missing: readonly Missing[]) => void;
  readonly onFetched: () => void;
}

/** Applies fetched data, then again the events that arrived during the fetch. */
export async function mergeFetched(
  { core, onMissing }: Pick<PartsOptions, "core" | "onMissing">,
  call: () => Promise<Fetched>,
  isCurrent: () => boolean = () => true,
): Promise<void> {
  const stop = core.record();
  try {
    const fetched = await call();
    const meanwhile = stop();
    if (isCurrent()) onMissing(core.merge(fetched, meanwhile));
  } finally {
    stop();
  }
}

function createPaging({ client, core, onMissing, onFetched }: PartsOptions) {
  const sides = new Map<string, Sides>();
  const lists = new Set<string>();
  const setSide = (conversationId: string, side: Side, state: PageState) => {
    const next = { ...(sides.get(conversationId) ?? ALL_IDLE), [side]: state };
    sides.set(conversationId, next);
    const newer = next.latest === "idle" ? next.newer : next.latest;
    core.setEntry("paging", conversationId, { older: next.older, newer, around: next.around });
  };
  return {
    /** Resets the paging of a window that is no longer watched. */
    forget(conversationId: string) {
      sides.delete(conversationId);
      core.setEntry("paging", conversationId, undefined);
    },
    async loadSide(conversationId: string, side: Side, seq = 0) {
      if (sides.get(conversationId)?.[side] === "loading") return;
      const held = core.get().server.windows[conversationId];
      if (held === undefined) return;
      setSide(conversationId, side, "loading");
      const began = sides.get(conversationId);
      const isLeft = () => began !== undefined && !sides.has(conversationId);
      try {
        await mergeFetched({ core, onMissing }, async () => {
          const change = await fetchSide({ client, conversationId }, { side, seq }, held);
          return (snapshot) => {
            const now = snapshot.windows[conversationId];
            // The user has left the conversation meanwhile.
            if (now === undefined || isLeft()) return snapshot;
            return {
              ...snapshot,
              windows: { ...snapshot.windows, [conversationId]: change(now) },
            };
          };
        });
        onFetched();
        if (!isLeft()) setSide(conversationId, side, "idle");
      } catch {
        if (!isLeft()) setSide(conversationId, side, "failed");
      }
    },
    async loadMore(filter: ListPart["filter"]) {
      const key = partKey({ part: "conversations", filter });
      const cursor = listIn(core.get().server, filter)?.nextCursor ?? null;
      if (lists.has(key) || cursor === null) return;
      lists.add(key);
      core.setEntry("more", key, "loading");
      const { signal } = new AbortController();
      const input = { ...(filter !== "all" && { filter }), cursor };
      const call = async (): Promise<Fetched> => {
        const next = await client.trpc.conversations.list.query(input);
        return (snapshot) => {
          const now = listIn(snapshot, filter);
          // The list was refetched meanwhile, and ends elsewhere.
          if (now?.nextCursor?.id !== cursor.id) return snapshot;
          return withList(snapshot, filter, withNextPage(now, next));
        };
      };
      try {
        await withRetries(() => mergeFetched({ core, onMissing }, call), { signal });
        core.setEntry("more", key, undefined);
      } catch {
        core.setEntry("more", key, "failed");
      } finally {
        lists.delete(key);
      }
    },
  };
}

/** A snapshot without the parts that are not watched. */
function withoutUnwatched(snapshot: Snapshot, isWatched: (part: Part) => boolean): Snapshot {
  const keepIf = <Value>(part: Part, value: Value) => (isWatched(part) ? value : undefined);
  const record = <Value>(all: Readonly<Record<string, Value>>, partOf: (id: string) => Part) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => isWatched(partOf(id))));
  const filtered = (["unread", "pinned", "archived"] as const).flatMap((filter) => {
    const page = snapshot.filtered[filter];
    const isKept = page !== undefined && isWatched({ part: "conversations", filter });
    return isKept ? [[filter, page] as const] : [];
  });
  return {
    ...emptySnapshot(snapshot.userId),
    me: snapshot.me,
    conversations: keepIf({ part: "conversations", filter: "all" }, snapshot.conversations),
    filtered: Object.fromEntries(filtered),
    details: record(snapshot.details, (conversationId) => ({
      part: "conversation",
      conversationId,
    })),
    windows: record(snapshot.windows, (conversationId) => ({ part: "window", conversationId })),
    quoted: record(snapshot.quoted, (key) => {
      const [conversationId = "", seq] = key.split("/");
      return { part: "message", conversationId, seq: Number(seq) };
    }),
    cards: record(snapshot.cards, (conversationId) => ({ part: "cards", conversationId })),
    contacts: keepIf({ part: "contacts" }, snapshot.contacts),
    blocked: keepIf({ part: "blocked" }, snapshot.blocked),
    groups: keepIf({ part: "groups" }, snapshot.groups),
    scheduled: keepIf({ part: "scheduled" }, snapshot.scheduled),
    templates: keepIf({ part: "templates" }, snapshot.templates),
    drafts: keepIf({ part: "drafts" }, snapshot.drafts),
  };
}

/** Trims a window that the user has left, and removes the messages that were loaded for quotes in it. */
function leaveWindow(
  snapshot: Snapshot,
  { conversationId, isWatched }: { conversationId: string; isWatched: (key: string) => boolean },
): Snapshot {
  const held = snapshot.windows[conversationId];
  const kept = held && keptWindow(held);
  const quotes = Object.keys(snapshot.quoted).filter(
    (key) => isPlaceIn(key, conversationId) && !isWatched(`message ${key}`),
  );
  if (held === kept && quotes.length === 0) return snapshot;
  const others = without(snapshot.windows, new Set([conversationId]));
  return {
    ...snapshot,
    windows: kept === undefined ? others : { ...others, [conversationId]: kept },
    quoted: without(snapshot.quoted, new Set(quotes)),
  };
}

/** Keeps the watched parts of a state fetched. */
export function createParts(options: PartsOptions): Parts {
  const { core, isReady, onFetched } = options;
  /** The watched parts, and those no longer watched whose fetch still runs. */
  const entries = new Map<string, Entry>();
  const paging = createPaging(options);
  /** Conversations that are no longer watched, the latest last. */
  const left = new Set<string>();

  const isWatchedKey = (key: string) => (entries.get(key)?.watchers ?? 0) > 0;
  const isWatched = (part: Part) => isWatchedKey(partKey(part));
  const createEntry = (part: Part): Entry => {
    const key = partKey(part);
    const end = () => {
      if (entry.watchers === 0) entries.delete(key);
    };
    const fetch = createRetryingFetch({
      async attempt({ isCurrent }) {
        await mergeFetched(options, () => fetchPart(options, entry.part), isCurrent);
        if (!isCurrent()) return;
        end();
        onFetched();
      },
      onStart: () => core.setEntry("failures", key, undefined),
      onFailed(error) {
        const reason = reasonOf(error);
        const retry = () => void fetch.restart();
        if (isWatchedKey(key)) core.setEntry("failures", key, { status: "failed", reason, retry });
        else fetch.stop();
        end();
      },
    });
    const entry: Entry = { part, fetch, watchers: 0 };
    entries.set(key, entry);
    return entry;
  };
  const fetchIfAbsent = ({ part, fetch, watchers }: Entry) => {
    if (watchers === 0 || !isReady() || fetch.isRunning || fetch.hasFailed) return;
    if (isWanted(core.get().server, part)) void fetch.start();
  };
  /** Drops details and messages of conversations that have not been watched for long. */
  const dropOld = () => {
    const old = new Set([...left].slice(0, -CONVERSATIONS_KEPT));
    if (old.size === 0) return;
    for (const id of old) left.delete(id);
    core.setServer((snapshot) => ({
      ...snapshot,
      details: without(snapshot.details, old),
      windows: without(snapshot.windows, old),
      cards: without(snapshot.cards, old),
    }));
  };
  const leave = ({ part, fetch }: Entry) => {
    const key = partKey(part);
    core.setEntry("failures", key, undefined);
    if (!fetch.isRunning) {
      fetch.stop();
      entries.delete(key);
    }
    if (part.part !== "window" && part.part !== "conversation") return;
    const { conversationId } = part;
    if (part.part === "window") {
      paging.forget(conversationId);
      core.setServer((now) => leaveWindow(now, { conversationId, isWatched: isWatchedKey }));
    }
    const other = part.part === "window" ? "conversation" : "window";
    if (isWatched({ part: other, conversationId })) return;
    left.add(conversationId);
    dropOld();
  };
  /** Only quotes that were fetched on their own, and windows whose conversation is known. */
  const canRefetch = ({ part, watchers }: Entry) => {
    if (watchers === 0) return false;
    const { server } = core.get();
    if (part.part === "window")
      return server.windows[part.conversationId] !== undefined || isWanted(server, part);
    if (part.part !== "message") return true;
    return server.quoted[placeKey(part.conversationId, part.seq)] !== undefined;
  };

  return {
    watch(part) {
      const key = partKey(part);
      const entry = entries.get(key) ?? createEntry(part);
      if (entry.watchers === 0) entry.part = part;
      entry.watchers += 1;
      if ("conversationId" in part) left.delete(part.conversationId);
      fetchIfAbsent(entry);
      let isReleased = false;
      return () => {
        if (isReleased) return;
        isReleased = true;
        entry.watchers -= 1;
        if (entry.watchers === 0) core.batch(() => leave(entry));
      };
    },
    fetchAbsent() {
      for (const entry of entries.values()) fetchIfAbsent(entry);
    },
    retryFailed() {
      for (const { fetch } of entries.values()) if (fetch.hasFailed) void fetch.restart();
    },
    async refetchAll() {
      core.setServer((snapshot) => withoutUnwatched(snapshot, isWatched));
      const fetches = [...entries.values()].filter(canRefetch).map(({ fetch }) => fetch.restart());
      return (await Promise.all(fetches)).every(Boolean);
    },
    loadMore: (filter) => void paging.loadMore(filter),
    loadSide: paging.loadSide,
  };
}
