import type { StreamEvent } from "@parley/contract";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { reasonOf } from "../errors.ts";
import { createDemoServer, withNoah } from "./demo-server.ts";
import { personOf } from "./fake-data.ts";
import { createFakeServer } from "./fake-server.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(0);

/** A client that listens, and what it hears. */
function start(server = createDemoServer()) {
  const client = server.client();
  const events: StreamEvent[] = [];
  const stop = client.listen({
    cursor: "0",
    onEvent: (event) => events.push(event),
    onSignal() {},
  });
  const texts = () =>
    events.map((event) => (event.type === "message.created" ? event.message.body : event.type));
  return { client, server, texts, stop };
}

/** The outcome of a call that has ended, in a word. */
async function outcomeOf(call: Promise<unknown>) {
  let outcome = "pending";
  call.then(
    () => (outcome = "ok"),
    (error: unknown) => (outcome = reasonOf(error) ?? "unknown"),
  );
  await settle();
  return () => outcome;
}

test("KIT-1: a cut takes the client offline and its calls fail; afterwards it gets each missed event once", async () => {
  const { client, server, texts } = start();
  const read = () => client.trpc.contacts.list.query({});
  server.receive(withNoah, "one");
  const release = client.hold("contacts.list");
  const inFlight = await outcomeOf(read());
  const restore = client.cut();
  expect(client.connection.get().status).toBe("offline");
  await settle();
  expect([inFlight(), (await outcomeOf(read()))()]).toEqual(["unknown", "unknown"]);
  server.receive(withNoah, "two");
  server.receive(withNoah, "three");
  expect(texts()).toEqual(["one"]);
  release();
  restore();
  expect(client.connection.get().status).toBe("online");
  expect(texts()).toEqual(["one", "two", "three"]);
  expect((await outcomeOf(read()))()).toBe("ok");
});

test("KIT-1: a message that is written during a cut waits in the outbox, and is stored once", async () => {
  const { client, server, texts } = start();
  const restore = client.cut();
  client.outbox.send({ conversationId: withNoah, body: "hello" });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(client.outbox.entries.get()).toHaveLength(1);
  expect(server.messages.get(withNoah)).toHaveLength(2);
  restore();
  await settle();
  expect(
    server.messages
      .get(withNoah)
      ?.map(({ body }) => body)
      .slice(2),
  ).toEqual(["hello"]);
  expect(texts()).toEqual(["hello"]);
  expect(client.outbox.entries.get()[0]?.state.status).toBe("sent");
});

test("KIT-2: a slow connection delays responses and events, and keeps their order", async () => {
  const { client, server, texts } = start();
  const end = client.slow(500);
  const outcome = await outcomeOf(client.trpc.contacts.list.query({}));
  server.receive(withNoah, "one");
  await vi.advanceTimersByTimeAsync(499);
  expect([outcome(), texts()]).toEqual(["pending", []]);
  await vi.advanceTimersByTimeAsync(1);
  expect([outcome(), texts()]).toEqual(["ok", ["one"]]);
  server.receive(withNoah, "two");
  end();
  server.receive(withNoah, "three");
  await settle();
  expect(texts()).toEqual(["one", "two", "three"]);
});

test("KIT-3: a refused call is not executed, and has the reason; other procedures are not affected", async () => {
  const { client, server } = start();
  const send = () =>
    client.trpc.messages.send.mutate({
      conversationId: withNoah,
      id: crypto.randomUUID(),
      body: "hi",
    });
  const end = client.refuse("contact_unavailable", "messages.send");
  expect((await outcomeOf(send()))()).toBe("contact_unavailable");
  expect((await outcomeOf(client.trpc.contacts.list.query({})))()).toBe("ok");
  expect(server.messages.get(withNoah)).toHaveLength(2);
  expect(client.calls.map(({ path }) => path)).toEqual(["messages.send", "contacts.list"]);
  end();
  expect((await outcomeOf(send()))()).toBe("ok");
});

test("KIT-3: a refusal of the sign-in or of the version ends the connection, until the client reconnects", async () => {
  for (const [reason, status] of [
    ["session_expired", "signed-out"],
    ["client_outdated", "outdated"],
  ] as const) {
    const { client, server, texts } = start();
    const end = client.refuse(reason, "users.me");
    await outcomeOf(client.trpc.users.me.query());
    expect(client.connection.get().status).toBe(status);
    server.receive(withNoah, "meanwhile");
    expect(texts()).toEqual([]);
    end();
    client.reconnect();
    expect(client.connection.get().status).toBe("online");
    expect(texts()).toEqual(["meanwhile"]);
  }
});

test("KIT-4: a call whose response is lost was executed, and its repetition stores nothing new", async () => {
  const { client, server } = start();
  client.loseResponse("messages.send");
  const { id } = client.outbox.send({ conversationId: withNoah, body: "once" });
  await settle();
  expect(client.outbox.entries.get()[0]?.state.status).not.toBe("sent");
  expect(server.messages.get(withNoah)?.at(-1)).toMatchObject({ id, body: "once" });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(client.outbox.entries.get()[0]?.state.status).toBe("sent");
  expect(client.calls.filter(({ path }) => path === "messages.send")).toHaveLength(2);
  expect(server.messages.get(withNoah)).toHaveLength(3);
});

test("KIT-5: closing ends the subscriptions and leaves no timer, also of a message that is not sent", async () => {
  const { client, server } = start();
  client.slow(60_000);
  void client.trpc.contacts.list.query({}).catch(() => undefined);
  client.outbox.send({ conversationId: withNoah, body: "late" });
  await settle();
  await client.close();
  await settle();
  expect(server.subscriptions.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test("KIT-6: clients of one server see each other's messages, and share nothing else", async () => {
  const server = createFakeServer(personOf("ana", "Ana"));
  const chat = server.addConversation({ with: personOf("noah", "Noah"), messages: ["hello"] });
  await using one = server.client();
  await using other = server.client();
  const heard: string[] = [];
  other.listen({ cursor: "0", onEvent: ({ type }) => heard.push(type), onSignal() {} });
  one.cut();
  expect(other.connection.get().status).toBe("online");
  one.restore();
  one.outbox.send({ conversationId: chat, body: "hi" });
  await settle();
  expect(heard).toEqual(["message.created"]);
  expect(other.outbox.entries.get()).toEqual([]);
});

test("KIT-6: what a client receives is a copy, as from a network", async () => {
  const { client, server } = start();
  const { contacts } = await client.trpc.contacts.list.query({});
  expect(contacts).toEqual(server.contacts);
  expect(contacts).not.toBe(server.contacts);
});
