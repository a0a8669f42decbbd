import { appRouter } from "@parley/api/app-router";
import type { StreamEvent } from "@parley/contract";
import { expect, test } from "vitest";
import { applyEvent } from "./apply-event.ts";
import { upsertConversation } from "./apply/conversation.ts";
import { reasonOf } from "./errors.ts";
import { emptySnapshot, type Missing, type Snapshot } from "./snapshot.ts";
import { createStore } from "./store.ts";
import { openClient } from "./testing/open-client.ts";
import { type Caller, serve } from "./testing/serve.ts";
import { waitUntil } from "./testing/wait-until.ts";
import { useTestApi } from "@parley/api/testing/vitest";

const api = useTestApi();

const serveApi = () =>
  serve({
    router: appRouter,
    verify: (token) => token?.split(".")[1] ?? null,
    contextOf: ({ userId }: Caller) => ({
      ...api.platform,
      requestId: "test",
      session:
        userId === null
          ? null
          : {
              kind: "user",
              userId,
              issuedAt: new Date(0),
              expiresAt: new Date("2999-01-01T00:00:00.000Z"),
            },
    }),
  });

type Client = ReturnType<typeof openClient>;

/** What a screen fetches at its start, and again at the end to compare. */
async function fetchSnapshot({ trpc }: Client, conversationId: string): Promise<Snapshot> {
  const [me, conversations, detail, window] = await Promise.all([
    trpc.users.me.query(),
    trpc.conversations.list.query({}),
    trpc.conversations.get.query({ conversationId }),
    trpc.messages.list.query({ conversationId }),
  ]);
  const byId = <Part>(part: Part) => ({ [conversationId]: part });
  return {
    ...emptySnapshot(me.id),
    conversations,
    details: byId(detail),
    windows: byId(window),
  };
}

/** A screen that follows the stream from its snapshot on. */
async function openScreen(client: Client, conversationId: string) {
  const { cursor } = await client.trpc.users.me.query();
  const snapshot = createStore(await fetchSnapshot(client, conversationId));
  const seen = createStore<readonly StreamEvent[]>([]);
  const supply = async (missing: Missing) => {
    if (missing.part === "everything") throw new Error("nothing here makes the stream begin anew");
    const detail = await client.trpc.conversations.get.query({
      conversationId: missing.conversationId,
    });
    snapshot.set(upsertConversation(snapshot.get(), detail));
  };
  client.listen({
    cursor,
    onEvent(event) {
      const applied = applyEvent(snapshot.get(), event);
      snapshot.set(applied.snapshot);
      for (const missing of applied.missing) void supply(missing);
      if (event.type === "message.created") client.outbox.settle([event.message.id]);
      seen.set([...seen.get(), event]);
    },
    onSignal() {},
  });
  await waitUntil(client.connection, ({ status }) => status === "online");
  return { snapshot, seen };
}

test("two users write: each screen's events lead to the result of a fresh fetch", async () => {
  await api.addPeople({ ada: "MENTOR", ben: "MENTEE" });
  const conversationId = await api.addGroup({ id: "g1", mentor: "ada", mentees: ["ben"] });
  await using server = await serveApi();
  const ada = openClient({ url: server.url, token: () => "of.ada.signed" });
  const ben = openClient({ url: server.url, token: () => "of.ben.signed" });
  const screens = [await openScreen(ada, conversationId), await openScreen(ben, conversationId)];
  for (let nth = 0; nth < 5; nth += 1) {
    ada.outbox.send({ conversationId, body: `question ${nth}` });
    ben.outbox.send({ conversationId, body: `answer ${nth}` });
  }
  await Promise.all(
    screens.map(({ seen }) =>
      waitUntil(
        seen,
        (events) => events.filter(({ type }) => type === "message.created").length === 10,
      ),
    ),
  );
  const { seq } = (await ada.trpc.messages.list.query({ conversationId })).messages.at(-1) ?? {
    seq: 0,
  };
  await ada.trpc.messages.markRead.mutate({ conversationId, seq });
  await Promise.all(
    screens.map(({ seen }) =>
      waitUntil(seen, (events) => events.at(-1)?.type === "conversation.read"),
    ),
  );
  for (const [at, client] of [ada, ben].entries()) {
    expect(screens[at]?.snapshot.get()).toEqual(await fetchSnapshot(client, conversationId));
    expect(client.outbox.entries.get()).toEqual([]);
  }
  expect(api.faults).toEqual([]);
});

test("a conversation that a user opens and writes in appears on the other's screen", async () => {
  await api.addPeople({ ada: "MENTOR", ben: "MENTEE" });
  const group = await api.addGroup({ id: "g1", mentor: "ada", mentees: ["ben"] });
  await using server = await serveApi();
  const ada = openClient({ url: server.url, token: () => "of.ada.signed" });
  const ben = openClient({ url: server.url, token: () => "of.ben.signed" });
  const { snapshot } = await openScreen(ben, group);
  const { id } = await ada.trpc.conversations.open.mutate({ userId: "ben" });
  ada.outbox.send({ conversationId: id, body: "welcome" });
  await waitUntil(snapshot, ({ conversations }) => conversations?.conversations.length === 2);
  const fresh = await ben.trpc.conversations.list.query({});
  expect(snapshot.get().conversations).toEqual(fresh);
  expect(fresh.conversations[0]).toMatchObject({ id, unread: 1 });
});

test("a cursor that the server does not know begins with a resync", async () => {
  await api.addPeople({ ada: "MENTOR", ben: "MENTEE" });
  const conversationId = await api.addGroup({ id: "g1", mentor: "ada", mentees: ["ben"] });
  await using server = await serveApi();
  const client = openClient({ url: server.url, token: () => "of.ada.signed" });
  const received = createStore<readonly StreamEvent[]>([]);
  client.listen({
    cursor: "999999999",
    onEvent: (event) => received.set([...received.get(), event]),
    onSignal() {},
  });
  await waitUntil(received, ({ length }) => length === 1);
  expect(received.get()).toEqual([{ type: "resync" }]);
  client.outbox.send({ conversationId, body: "after it" });
  await waitUntil(received, ({ length }) => length === 2);
  expect(received.get()[1]).toMatchObject({
    type: "message.created",
    message: { body: "after it" },
  });
});

test("a send that the server refuses stays in the outbox with the server's reason", async () => {
  await api.addPeople({ ada: "MENTOR", ben: "MENTEE" });
  const conversationId = await api.addGroup({ id: "g1", mentor: "ada", mentees: [] });
  await using server = await serveApi();
  const ben = openClient({ url: server.url, token: () => "of.ben.signed" });
  ben.outbox.send({ conversationId, body: "let me in" });
  await waitUntil(ben.outbox.entries, ([entry]) => entry?.state.status === "failed");
  expect(ben.outbox.entries.get()[0]?.state).toEqual({ status: "failed", reason: "not_found" });
  const error: unknown = await ben.trpc.messages.send
    .mutate({ conversationId, id: "no uuid", body: "x" })
    .catch((cause: unknown) => cause);
  expect(reasonOf(error)).toBe("invalid_input");
});

test("a conversation that is fetched because it was missing is inserted in order", async () => {
  await api.addPeople({ ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE" });
  const group = await api.addGroup({ id: "g1", mentor: "ada", mentees: ["ben", "cleo"] });
  await using server = await serveApi();
  const ada = openClient({ url: server.url, token: () => "of.ada.signed" });
  const { id } = await ada.trpc.conversations.open.mutate({ userId: "ben" });
  const { message } = await ada.trpc.messages.send.mutate({
    conversationId: id,
    id: "01900000-0000-7000-8000-000000000001",
    body: "hi",
  });
  const conversations = await ada.trpc.conversations.list.query({});
  const others = conversations.conversations.filter((row) => row.id !== id);
  const before = {
    ...emptySnapshot("ada"),
    conversations: { ...conversations, conversations: others },
  };
  const { missing } = applyEvent(before, { type: "message.created", message });
  expect(missing).toEqual([{ part: "conversation", conversationId: id }]);
  const detail = await ada.trpc.conversations.get.query({ conversationId: id });
  expect(upsertConversation(before, detail).conversations).toEqual(conversations);
  expect(others.map((row) => row.id)).toEqual([group]);
});
