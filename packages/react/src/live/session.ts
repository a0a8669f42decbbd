import { applyEvent, type Missing, outdatedBy, type ParleyClient } from "@parley/client";
import type { ErrorReason } from "@parley/contract/error-reasons";
import type { Signal, StreamEvent } from "@parley/contract/events";
import type { Message } from "@parley/contract/messages";
import type { Presence } from "@parley/contract/people";
import type { QueryClient } from "@tanstack/react-query";
import { readSnapshot, writeCursor, writeSnapshot } from "../cache.ts";
import { queryKeys } from "../query-keys.ts";
import type { KeyedStore } from "../stores/keyed-store.ts";
import type { PendingArrangements } from "../stores/pending-arrangements.ts";
import type { MessageChanges } from "../stores/message-changes.ts";
import type { News } from "../stores/news.ts";
import type { Place } from "../stores/place.ts";
import type { Typing } from "../stores/typing.ts";
import type { EventRecorder } from "./event-recorder.ts";
import { createMissingFetcher } from "./fetch-missing.ts";
import { isQuiet } from "./is-quiet.ts";
import { replayAfterFetches } from "./replay.ts";

/** Where a session puts what it hears. */
export interface SessionStores {
  readonly presence: KeyedStore<Presence>;
  readonly typing: Typing;
  readonly news: News;
  readonly recorder: EventRecorder;
  readonly arrangements: PendingArrangements;
  readonly place: Place;
  /** What was just changed in messages and the server does not have yet. */
  readonly changes: MessageChanges;
  /** The last change in each conversation that was refused, until it was read. */
  readonly problems: KeyedStore<Problem>;
  /** From which place on somebody has marked a conversation as unread, in this page. */
  readonly unreadFrom: KeyedStore<number>;
}

/** A change that is no longer on the screen, and why; the reason is absent where no answer came. */
export interface Problem {
  readonly kind: "reaction" | "deletion" | "mark";
  readonly reason: ErrorReason | undefined;
}

export interface SessionOptions {
  readonly client: ParleyClient;
  readonly queryClient: QueryClient;
  readonly stores: SessionStores;
  readonly userId: string;
  readonly cursor: string;
}

/** Nobody's presence is known without a connection, and the server tells all of it again after one. */
function forgetSignalsOffline(client: ParleyClient, { presence, typing }: SessionStores) {
  return client.connection.subscribe(() => {
    if (client.connection.get().status === "online") return;
    presence.clear();
    typing.clear();
  });
}

/** A server that comes back may have another clock and another policy; a kept screen has heard of none. */
function askForFactsWhenOnline({ client }: SessionOptions) {
  const { connection, server, trpc } = client;
  let wasOnline = connection.get().status === "online";
  let isStale = server.policy.get() === undefined;
  return connection.subscribe(() => {
    const isOnline = connection.get().status === "online";
    if (wasOnline && !isOnline) isStale = true;
    wasOnline = isOnline;
    if (!isOnline || !isStale) return;
    isStale = false;
    // The client reads them from the answer. One that fails leaves what is known.
    trpc.users.me.query().catch(() => undefined);
  });
}

interface Heard {
  readonly missing: readonly Missing[];
  /** False for what the cache had already seen. */
  readonly isNew: boolean;
}

/** Applies one event to the cache and says what it could not know. */
function createApply({ queryClient, userId }: SessionOptions) {
  return (event: StreamEvent): Heard => {
    const before = readSnapshot(queryClient, userId);
    const { snapshot: after, missing } = applyEvent(before, event);
    writeSnapshot(queryClient, { before, after });
    return { missing, isNew: after !== before || missing.length > 0 };
  };
}

/** The cache first, the outbox second: at no moment is an own message in neither. */
function hear(message: Message, { client, stores, userId }: SessionOptions) {
  const { conversationId, senderId } = message;
  if (senderId === userId) return client.outbox.settle([message.id]);
  stores.typing.set({ conversationId, userId: senderId, typing: false });
}

function noteSignal(signal: Signal, { stores, userId }: SessionOptions) {
  switch (signal.type) {
    case "typing":
      if (signal.userId !== userId) stores.typing.set(signal);
      return;
    case "presence":
      stores.presence.set(signal.presence.userId, signal.presence);
  }
}

/** An own message that arrived, and a conversation that is other than before, end what was said of a refusal. */
function endProblem(event: StreamEvent, { stores: { problems }, userId }: SessionOptions) {
  if (event.type === "message.created" && event.message.senderId === userId) {
    problems.set(event.message.conversationId, undefined);
  }
  if (event.type === "conversation.updated") problems.set(event.conversation.id, undefined);
}

/** Listens from the cursor and keeps the cache true until the result is called. */
export function startSession(options: SessionOptions): () => void {
  const { client, queryClient, stores, userId, cursor } = options;
  let last = cursor;
  const apply = createApply(options);
  const missing = createMissingFetcher(options, () => stores.place.set(last));
  stores.place.set(cursor);
  const stops = [
    replayAfterFetches(queryClient, {
      recorder: stores.recorder,
      apply: (event) => missing.fetch(apply(event).missing),
    }),
    forgetSignalsOffline(client, stores),
    askForFactsWhenOnline(options),
    missing.retryWhenOnline(),
    client.listen({
      cursor,
      onEvent(event, at) {
        stores.recorder.add(event);
        const heard = apply(event);
        last = at;
        missing.fetch(heard.missing);
        if (!missing.isOwed()) stores.place.set(at);
        for (const cache of outdatedBy(event, userId)) {
          void queryClient.invalidateQueries({ queryKey: queryKeys[cache]() });
        }
        endProblem(event, options);
        if (event.type !== "message.created") return;
        hear(event.message, options);
        if (!heard.isNew || event.message.senderId === userId) return;
        if (!isQuiet(readSnapshot(queryClient, userId), event.message)) {
          stores.news.tell(event.message);
        }
      },
      onSignal: (signal) => noteSignal(signal, options),
    }),
  ];
  return () => {
    for (const stop of stops.toReversed()) stop();
    // What is cached is as new as this: a later session goes on from here.
    const place = stores.place.get();
    if (place !== undefined && place !== cursor) writeCursor(queryClient, place);
    stores.place.set(undefined);
    stores.presence.clear();
    stores.typing.clear();
  };
}
