import type { AppRouter } from "@parley/api/app-router";
import { readableEvent } from "../apply-event.ts";
import type { OutboxEntry } from "../outbox-entry.ts";
import type { ParleyClient } from "../create-client.ts";
import { createStore } from "../store.ts";
import type { ConnectionState } from "../connection.ts";
import type { Signal, StreamEvent } from "@parley/contract/events";
import type { ScreenPolicy } from "@parley/contract/people";
import type { ListMessagesInput } from "@parley/contract/messages";
import { createTRPCClient, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { answerLists, type ListsInput } from "./answer-lists.ts";
import { answerMessages, type ChangeInput } from "./answer-messages.ts";
import { type FakeServer, idOf, pageOf } from "./fake-server.ts";

/** The inputs that the fake procedures read. */
type Input = ListsInput & ChangeInput & Omit<ListMessagesInput, "limit">;

function answer(server: FakeServer, path: string, input: Input): unknown {
  switch (path) {
    case "users.me":
      return server.me;
    case "contacts.list":
      return { contacts: server.contacts };
    case "conversations.get":
      return server.conversations.get(input.conversationId);
    case "conversations.open":
      return [...server.conversations.values()].find(
        ({ with: other }) => other.kind === "direct" && other.person.id === input.userId,
      );
    case "messages.list":
      return pageOf(server.messages.get(input.conversationId) ?? [], input);
    default:
      return answerMessages(server, path, input) ?? answerLists(server, path, input);
  }
}

/** Calls use a real tRPC client: only its last link is not a network. */
function fakeLink(server: FakeServer, hold: Map<string, Promise<void>>): TRPCLink<AppRouter> {
  return () =>
    ({ op }) =>
      observable((observer) => {
        const run = async () => {
          server.calls.push({ path: op.path, input: op.input });
          op.signal?.addEventListener("abort", () => server.cancelled.push(op.path));
          // The response is computed before the delay: so it can become outdated.
          const refused = server.refuse.get(op.path);
          // The tests call with the inputs that these procedures have.
          const input = (op.input ?? {}) as Input;
          const data = refused === undefined ? answer(server, op.path, input) : undefined;
          await hold.get(op.path);
          if (server.lose.has(op.path)) {
            observer.error(TRPCClientError.from(new Error("fetch failed")));
            return;
          }
          const reason =
            refused ?? server.refuse.get(op.path) ?? (data === undefined ? "not_found" : undefined);
          if (reason === undefined) {
            observer.next({ result: { data } });
            observer.complete();
            return;
          }
          observer.error(
            TRPCClientError.from({
              error: {
                code: -32000,
                message: reason,
                data: { code: "FORBIDDEN", httpStatus: 403, reason, requestId: "1" },
              },
            }),
          );
        };
        void run();
      });
}

function createFakeOutbox() {
  const entries = createStore<readonly OutboxEntry[]>([]);
  let made = 5_000_000;
  const without = (ids: readonly string[]) =>
    entries.set(entries.get().filter(({ id }) => !ids.includes(id)));
  const become = (id: string, state: OutboxEntry["state"]) =>
    entries.set(entries.get().map((entry) => (entry.id === id ? { ...entry, state } : entry)));
  return {
    entries,
    become,
    send(draft: Parameters<ParleyClient["outbox"]["send"]>[0]) {
      made += 1;
      const entry: OutboxEntry = {
        ...draft,
        id: idOf(made),
        writtenAt: Date.now(),
        state: { status: "sending" },
      };
      entries.set([...entries.get(), entry]);
      return entry;
    },
    retry: (id: string) => become(id, { status: "queued" }),
    discard: (id: string) => without([id]),
    settle: without,
  };
}

/** A `ParleyClient` over a fake server, and its controls for tests. */
export function createFakeClient(server: FakeServer) {
  const connection = createStore<ConnectionState>({ status: "online" });
  const outbox = createFakeOutbox();
  const hold = new Map<string, Promise<void>>();
  const listening = new Set<Parameters<ParleyClient["listen"]>[0]>();
  const policy = createStore<ScreenPolicy | undefined>(server.policy);
  let events = 0;
  const client: ParleyClient = {
    trpc: createTRPCClient<AppRouter>({ links: [fakeLink(server, hold)] }),
    connection,
    outbox,
    server: { policy, now: () => Date.now() + server.clockAhead },
    avatars: {
      urlOf: (avatarUrl) => avatarUrl ?? undefined,
      async upload() {
        throw new Error("no test uploads to a fake");
      },
    },
    listen(options) {
      listening.add(options);
      return () => listening.delete(options);
    },
    reconnect() {},
    close() {},
  };
  return {
    client,
    connection,
    outbox,
    policy,
    /** All current subscriptions, with their cursors. */
    listening,
    emit(event: StreamEvent) {
      events += 1;
      // As `listen` of a real client does.
      const readable = readableEvent(event);
      for (const { onEvent } of listening) onEvent(readable, String(events));
    },
    signal(signal: Signal) {
      for (const { onSignal } of listening) onSignal(signal);
    },
    /** Delays the responses of a procedure until the result is called. */
    hold(path: string): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      hold.set(path, promise);
      return () => {
        hold.delete(path);
        resolve();
      };
    },
  };
}
