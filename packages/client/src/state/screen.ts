import { withTimeout } from "@parley/concurrency/with-timeout";
import type { Message, StreamEvent } from "@parley/contract";
import { findRow } from "../apply/conversation-rows.ts";
import { upsertConversation } from "../apply/conversation.ts";
import type { ParleyClient } from "../create-client.ts";
import { reasonOf } from "../errors.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Store } from "../store.ts";
import { createCommands } from "./commands.ts";
import { createCore, type ScreenCore } from "./core.ts";
import type { startDraftSync } from "./draft-sync.ts";
import { browserStorages, createKeptValues, type PageStorages } from "./kept-values.ts";
import { isMuted } from "./muting.ts";
import { createMissingFetcher } from "./missing.ts";
import { createParts, mergeFetched, type Parts } from "./parts.ts";
import { restoreScreen, type ScreenStorage } from "./persistence.ts";
import { createPresenceAndTyping } from "./presence-and-typing.ts";
import { createReadMarker, type ReadMarker } from "./read-marker.ts";
import { createRequests, type Requests } from "./requests.ts";
import { createRetryingFetch } from "./retrying-fetch.ts";
import type { Part, Problem, ScreenState } from "./screen-state.ts";
import { createTypingSignal, type TypingSignal } from "./typing-signal.ts";

/** What a screen keeps, and how much of it. */
export interface ScreenOptions {
  /** Stores the shown data beyond the page. Default: nothing is stored. */
  readonly storage?: ScreenStorage | undefined;
  /** Storages of drafts, reply targets, reading positions and pending changes. Default: those of the browser. */
  readonly pageStorages?: PageStorages | undefined;
}

type Commands = Omit<ReturnType<typeof createCommands>, "changes">;
type KeptValues = ReturnType<typeof createKeptValues>;
type DraftSync = ReturnType<typeof startDraftSync>;

/** The state of one signed-in user's screen, and all operations that change it. */
export interface Screen
  extends
    Store<ScreenState>,
    Commands,
    Pick<KeptValues, "setDraft" | "setChosen" | "setReply" | "setReadingPosition">,
    Pick<DraftSync, "saveDrafts"> {
  /** Fetches the signed-in user, then subscribes to their stream until the returned function is called. */
  start(): () => void;
  /** Resolves once the stored data of an earlier visit is in the state. Call `start` after that. */
  readonly restored: Promise<void>;
  /** Keeps a part fetched until the returned function is called. */
  watch(part: Part): () => void;
  /** Fetches the next page of a conversation list. */
  loadMore: Parts["loadMore"];
  loadOlder(conversationId: string): void;
  loadNewer(conversationId: string): void;
  /** Replaces the loaded messages of a conversation by the latest ones. */
  showLatest(conversationId: string): Promise<void>;
  /** Replaces the loaded messages of a conversation by those around a `seq`. */
  showAround(conversationId: string, seq: number): Promise<void>;
  /** Keeps a request fetched until the returned function is called. */
  watchRequest: Requests["watch"];
  loadMoreOf: Requests["loadMore"];
  /** Sets or dismisses the problem of a conversation: a change that was reverted. */
  setProblem(conversationId: string, problem: Problem | undefined): void;
  /** Reports how far the user has read, one call at a time. */
  createReadMarker(reading: {
    readonly conversationId: string;
    /** The read position that the server has. */
    readonly readSeq: number;
  }): ReadMarker;
  /** Signals to the other members of a conversation that the user is typing. */
  createTypingSignal(conversationId: string): TypingSignal;
  /** Calls back with each new message of another user that is neither muted nor blocked. */
  onIncoming(listener: (message: Message) => void): () => void;
}

/** Whether a new message causes no notification: its conversation is muted, or its sender blocked. */
function isQuiet(snapshot: Snapshot, { conversationId, senderId, createdAt }: Message): boolean {
  const row = findRow(snapshot, conversationId) ?? snapshot.details[conversationId];
  const isBlocked = snapshot.blocked?.blocked.some(({ person }) => person.id === senderId) === true;
  return isBlocked || (row !== undefined && isMuted(row, Date.parse(createdAt)));
}

/** Removes outbox entries of messages that the server has: also of those whose event came before a reload. */
function settleOutbox({ outbox }: ParleyClient, { server }: ScreenState): void {
  const arrived = outbox.entries.get().flatMap(({ id, conversationId }) => {
    const messages = server.windows[conversationId]?.messages ?? [];
    return messages.some((message) => message.id === id) ? [id] : [];
  });
  if (arrived.length > 0) outbox.settle(arrived);
}

/** After this many failed attempts the first load reports the failure, and keeps retrying. */
const FAILED_AFTER = 2;

interface MeOptions {
  readonly client: ParleyClient;
  readonly core: ScreenCore;
  readonly onKnown: (cursor: string) => void;
}

/** Fetches the signed-in user once: the cursor must be older than all data fetched after it. */
function createMeFetch({ client, core, onKnown }: MeOptions) {
  const fail = (error: unknown) =>
    core.set({
      me: { status: "failed", reason: reasonOf(error), retry: () => void fetch.restart() },
    });
  const fetch = createRetryingFetch({
    async attempt({ isCurrent }) {
      const me = await client.trpc.users.me.query();
      if (!isCurrent()) return;
      core.batch(() => {
        core.setServer((server) => ({ ...server, userId: me.id, me }));
        onKnown(me.cursor);
      });
    },
    onFailure: (error, failures) => failures >= FAILED_AFTER && fail(error),
    onFailed: fail,
  });
  return fetch;
}

/** A server that comes back may have another clock and policy; a restored screen has neither. */
function refreshServerFacts({ connection, server, trpc }: ParleyClient) {
  let wasOnline = connection.get().status === "online";
  let isStale = server.policy.get() === undefined;
  return connection.subscribe(() => {
    const isOnline = connection.get().status === "online";
    if (wasOnline && !isOnline) isStale = true;
    wasOnline = isOnline;
    if (!isOnline || !isStale) return;
    isStale = false;
    // The client reads them from the response. A failed call leaves them unchanged.
    trpc.users.me.query().catch(() => undefined);
  });
}

/** Maximum age of unsaved changes, in milliseconds. */
const SAVE_AFTER = 1_000;
/** Timeout for opening the storage, in milliseconds. */
const RESTORE_WITHIN = 1_000;

interface SaverOptions {
  readonly storage: ScreenStorage;
  readonly core: ScreenCore;
  readonly cursor: () => string | undefined;
}

/** Saves the screen after each change, and when the page is hidden. */
function createSaver({ storage, core, cursor }: SaverOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saved: Snapshot | undefined;
  const store = async (server: Snapshot, at: string) => {
    const { persistScreen } = await import("./persist-screen.ts");
    const screen = persistScreen(server, at);
    if (screen !== null) await storage.save(screen);
  };
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    const { server } = core.get();
    const at = cursor();
    saved = server;
    if (at !== undefined) store(server, at).catch(() => undefined);
  };
  return (): (() => void) => {
    const { document } = globalThis;
    const onHidden = () => {
      if (document.visibilityState === "hidden" && timer !== undefined) save();
    };
    const stop = core.subscribe(() => {
      // Counted from the first change, so that continuous changes do not postpone it forever.
      if (core.get().server !== saved) timer ??= setTimeout(save, SAVE_AFTER);
    });
    document?.addEventListener("visibilitychange", onHidden);
    return () => {
      clearTimeout(timer);
      timer = undefined;
      stop();
      document?.removeEventListener("visibilitychange", onHidden);
    };
  };
}

/** After so long, and after a failed load, the drafts of other devices are fetched: no first load needs them. */
const DRAFTS_AFTER = 1_500;
/** Timeout for saving drafts before a sign-out, in milliseconds. */
const SAVE_WITHIN = 2_000;

/** Loads what shares drafts with the user's other devices, and starts it. */
function createDrafts(
  options: Omit<Parameters<typeof startDraftSync>[0], "watch">,
  parts: () => Parts,
) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let synced: Promise<DraftSync> | undefined;
  const load = () => {
    clearTimeout(timer);
    synced ??= import("./draft-sync.ts").then(({ startDraftSync: start }) =>
      start({ ...options, watch: parts().watch }),
    );
    const current = synced;
    current.catch(() => {
      if (synced !== current) return;
      synced = undefined;
      timer = setTimeout(() => void load(), DRAFTS_AFTER);
    });
    return current;
  };
  return {
    start() {
      timer = setTimeout(() => void load(), DRAFTS_AFTER);
      return () => {
        clearTimeout(timer);
        synced?.then(
          (drafts) => drafts.stop(),
          () => undefined,
        );
        synced = undefined;
      };
    },
    resume: () =>
      void synced?.then(
        (drafts) => drafts.resume(),
        () => undefined,
      ),
    /** Resolves once the server has answered, or two seconds later. */
    async save() {
      const saved = load().then((drafts) => drafts.saveDrafts());
      await withTimeout(
        SAVE_WITHIN,
        saved.catch(() => undefined),
      );
    },
  };
}

/** Dismisses the problem of a conversation when an own message arrives or the conversation changes. */
function problemEndedBy(event: StreamEvent, userId: string): string | undefined {
  if (event.type === "message.created" && event.message.senderId === userId)
    return event.message.conversationId;
  return event.type === "conversation.updated" ? event.conversation.id : undefined;
}

/** Creates the state of one signed-in user's screen. Before it is started it fetches at most the user. */
export function createScreen(client: ParleyClient, options: ScreenOptions = {}): Screen {
  const { storage } = options;
  const core = createCore(client.connection);
  const kept = createKeptValues(core, client.server.now);
  const drafts = createDrafts({ client, core, kept }, () => parts);
  const live = createPresenceAndTyping(core);
  const requests = createRequests(client, core);
  const { changes, ...commands } = createCommands({ client, core });
  const incoming = new Set<(message: Message) => void>();
  /** The last event, and the position up to which the state is complete: earlier if a fetch is owed. */
  let last: string | undefined;
  let cursor: string | undefined;
  /** Stops the subscriptions that start once the user is known; set while the screen is started. */
  let stopListening: (() => void) | undefined;
  let isStarted = false;

  const parts = createParts({
    client,
    core,
    isReady: () => core.get().me.status === "ready",
    onMissing: (items) => missing.fetch(items),
    onFetched: () => {
      parts.fetchAbsent();
      settleOutbox(client, core.get());
    },
  });
  const missing = createMissingFetcher({
    async fetchEverything() {
      const fetches = [refreshMe().catch(() => false), parts.refetchAll()];
      return (await Promise.all(fetches)).every(Boolean);
    },
    async fetchConversation(conversationId) {
      await mergeFetched({ core, onMissing: (items) => missing.fetch(items) }, async () => {
        const detail = await client.trpc.conversations.get.query({ conversationId });
        return (server) => upsertConversation(server, detail);
      });
      parts.fetchAbsent();
    },
    onSettled: () => (cursor = last),
  });
  /** Refetches the user. The stream position is kept. */
  const refreshMe = async (): Promise<boolean> => {
    const me = await client.trpc.users.me.query();
    core.setServer((server) => ({
      ...server,
      me: server.me && { ...me, cursor: server.me.cursor },
    }));
    return true;
  };
  const know = (at: string) => {
    const { server } = core.get();
    last = at;
    cursor = at;
    const storages = options.pageStorages ?? browserStorages();
    kept.load(server.userId, storages);
    changes.load(server.userId, storages.local);
    if (isStarted) begin();
    parts.fetchAbsent();
  };
  const meFetch = createMeFetch({ client, core, onKnown: know });

  const hearMessage = (message: Message, isNew: boolean) => {
    const { userId, server } = core.get();
    // The state first, then the outbox: an own message is never in neither.
    if (message.senderId === userId) return client.outbox.settle([message.id]);
    live.setTyping({
      conversationId: message.conversationId,
      userId: message.senderId,
      typing: false,
    });
    if (!isNew || isQuiet(server, message)) return;
    for (const listener of incoming) listener(message);
  };
  const onEvent = (event: StreamEvent, at: string) => {
    core.batch(() => {
      const { missing: items, isNew } = core.onEvent(event);
      last = at;
      missing.fetch(items);
      if (!missing.isOwed()) cursor = at;
      requests.onEvent(event);
      const ended = problemEndedBy(event, core.get().userId);
      if (ended !== undefined) core.setEntry("problems", ended, undefined);
      parts.fetchAbsent();
      if (event.type === "message.created") hearMessage(event.message, isNew);
    });
  };
  const onConnection = () => {
    if (client.connection.get().status !== "online") return live.clear();
    missing.retry();
    parts.retryFailed();
    requests.retryFailed();
    drafts.resume();
    if (meFetch.hasFailed) void meFetch.restart();
    if (stopListening !== undefined) changes.resume();
  };

  /** Subscribes from the position of the state. */
  const begin = () => {
    if (cursor === undefined || stopListening !== undefined) return;
    last = cursor;
    changes.resume();
    globalThis.window?.addEventListener("pagehide", changes.leave);
    const stops = [
      () => globalThis.window?.removeEventListener("pagehide", changes.leave),
      changes.leave,
      kept.follow(),
      drafts.start(),
      refreshServerFacts(client),
      client.listen({ cursor, onEvent, onSignal: live.onSignal }),
    ];
    stopListening = () => {
      for (const stop of stops.toReversed()) stop();
      live.clear();
    };
  };
  const save = storage && createSaver({ storage, core, cursor: () => cursor });
  const restore = async () => {
    const soon = new Promise<undefined>((resolve) => {
      setTimeout(resolve, RESTORE_WITHIN);
    });
    // With a forbidden or broken storage only the stored screen is lost.
    const found = await Promise.race([storage?.load(), soon]).catch(() => undefined);
    const restored = restoreScreen(found);
    if (core.get().server.me !== undefined) return;
    // A first visit: the page is still being rendered.
    if (restored === undefined) return void meFetch.start();
    core.batch(() => {
      core.setServer(() => restored.snapshot);
      know(restored.cursor);
    });
  };

  return {
    get: core.get,
    subscribe: core.subscribe,
    ...commands,
    setDraft: kept.setDraft,
    setReply: kept.setReply,
    saveDrafts: drafts.save,
    setChosen: kept.setChosen,
    setReadingPosition: kept.setReadingPosition,
    restored: storage === undefined ? Promise.resolve() : restore(),
    start() {
      isStarted = true;
      const stops = [
        client.connection.subscribe(onConnection),
        client.outbox.entries.subscribe(() => settleOutbox(client, core.get())),
        save?.(),
      ];
      if (core.get().me.status === "ready") begin();
      else void meFetch.start();
      return () => {
        isStarted = false;
        for (const stop of stops) stop?.();
        stopListening?.();
        stopListening = undefined;
      };
    },
    watch: parts.watch,
    loadMore: parts.loadMore,
    loadOlder: (conversationId) => void parts.loadSide(conversationId, "older"),
    loadNewer: (conversationId) => void parts.loadSide(conversationId, "newer"),
    showLatest: (conversationId) => parts.loadSide(conversationId, "latest"),
    showAround: (conversationId, seq) => parts.loadSide(conversationId, "around", seq),
    watchRequest: requests.watch,
    loadMoreOf: requests.loadMore,
    setProblem: (conversationId, problem) => core.setEntry("problems", conversationId, problem),
    createReadMarker: ({ conversationId, readSeq }) =>
      createReadMarker(async (seq, isKept) => {
        const keeps = isKept ? { keepsMark: true } : {};
        await client.trpc.messages.markRead.mutate({ conversationId, seq, ...keeps });
      }, readSeq),
    createTypingSignal: (conversationId) =>
      createTypingSignal((typing) => {
        if (client.connection.get().status !== "online") return;
        // A hint: losing it has no other effect.
        client.trpc.events.setTyping.mutate({ conversationId, typing }).catch(() => undefined);
      }),
    onIncoming(listener) {
      incoming.add(listener);
      return () => incoming.delete(listener);
    },
  };
}
