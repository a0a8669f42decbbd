import { useTestApi } from "@parley/api/testing/vitest";
import {
  applyEvent,
  createStore,
  emptySnapshot,
  type Missing,
  reasonOf,
  type Snapshot,
  upsertConversation,
} from "@parley/client";
import type { TestClient } from "@parley/client/testing";
import { waitUntil } from "@parley/client/testing/wait-until";
import type { StreamEvent } from "@parley/contract";
import { expect, test } from "vitest";

const api = useTestApi();

/** What a screen fetches at its start, and again at the end to compare. */
async function fetchSnapshot({ trpc }: TestClient, conversationId: string): Promise<Snapshot> {
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
async function openScreen(client: TestClient, conversationId: string) {
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
  const ada = api.client("ada");
  const ben = api.client("ben");
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
  const ada = api.client("ada");
  const ben = api.client("ben");
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
  const client = api.client("ada");
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
  const ben = api.client("ben");
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
  const ada = api.client("ada");
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

/** Ada's client and what it hears, in a group with Ben. */
async function startAda() {
  await api.addPeople({ ada: "MENTOR", ben: "MENTEE" });
  const conversationId = await api.addGroup({ id: "g1", mentor: "ada", mentees: ["ben"] });
  const client = api.client("ada");
  const { cursor } = await client.trpc.users.me.query();
  const bodies = createStore<readonly (string | null)[]>([]);
  client.listen({
    cursor,
    onEvent: (event) =>
      event.type === "message.created" && bodies.set([...bodies.get(), event.message.body]),
    onSignal() {},
  });
  const say = (body: string) =>
    api.as("ben").messages.send({ conversationId, id: crypto.randomUUID(), body });
  const texts = async () =>
    (await api.as("ben").messages.list({ conversationId })).messages.map(({ body }) => body);
  return { client, bodies, say, texts, conversationId };
}

test("KIT-7: after a cut an in-process client gets what it missed from the log, and sends what was written", async () => {
  const { client, bodies, say, texts, conversationId } = await startAda();
  await say("before");
  await waitUntil(bodies, ({ length }) => length === 1);
  const restore = client.cut();
  client.outbox.send({ conversationId, body: "from Ada" });
  await say("during");
  expect(bodies.get()).toEqual(["before"]);
  expect(await texts()).toEqual(["before", "during"]);
  restore();
  await waitUntil(bodies, ({ length }) => length === 3);
  expect(bodies.get()).toEqual(["before", "during", "from Ada"]);
  expect(await texts()).toEqual(["before", "during", "from Ada"]);
  expect(api.faults).toEqual([]);
});

test("KIT-7: a send whose response was lost is stored once", async () => {
  const { client, texts, conversationId } = await startAda();
  client.loseResponse("messages.send");
  client.outbox.send({ conversationId, body: "once" });
  await waitUntil(client.outbox.entries, ([entry]) => entry?.state.status === "sent");
  expect(client.calls.filter(({ path }) => path === "messages.send")).toHaveLength(2);
  expect(await texts()).toEqual(["once"]);
});

test("KIT-7: while an in-process client listens its user is online; when it is closed, no subscription is left", async () => {
  const { client } = await startAda();
  await using ben = await api.followSignals("ben");
  /** Ben may hear of an arrival both from the list with which his signals begin and from the arrival itself. */
  const untilAda = async (state: string) => {
    for (;;) {
      const signal = await ben.next();
      if (signal.type === "presence" && signal.presence.state === state) return signal.presence;
    }
  };
  expect(await untilAda("online")).toMatchObject({ userId: "ada" });
  await client.close();
  expect(await untilAda("offline")).toMatchObject({ userId: "ada" });
});

test("KIT-7: an account that is deactivated ends the connection of its client", async () => {
  const { client } = await startAda();
  await api.service.users.deactivate({ userId: "ada" });
  expect(reasonOf(await client.trpc.users.me.query().catch((error: unknown) => error))).toBe(
    "not_signed_in",
  );
  expect(client.connection.get().status).toBe("signed-out");
});
