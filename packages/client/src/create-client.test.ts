import { limits } from "@parley/contract/limits";
import { closeCodes } from "@parley/contract/close-codes";
import { expect, test, vi } from "vitest";
import { reasonOf } from "./errors.ts";
import { openClient, recordStream } from "./testing/open-client.ts";
import { message } from "./testing/server-model.ts";
import { refuse } from "./testing/test-router.ts";
import { createTestServer } from "./testing/test-server.ts";
import { waitUntil } from "./testing/wait-until.ts";

const id = "01900000-0000-7000-8000-000000000001";
const created = (seq: number) => ({ type: "message.created" as const, message: message(id, seq) });
const newId = (nth: number) => `01900000-0000-7000-8000-${String(nth).padStart(12, "0")}`;

test("a client does nothing before it is used", async () => {
  await using server = await createTestServer();
  const token = vi.fn(() => "a.good.token");
  const client = openClient({ url: server.url, token });
  expect(client.connection.get()).toEqual({ status: "idle" });
  expect(token).not.toHaveBeenCalled();
  expect(server.opened).toBe(0);
});

test("without a socket, commands and queries go over HTTP with the bearer's token", async () => {
  await using server = await createTestServer();
  const client = openClient({ url: server.url, token: () => Promise.resolve("from.afar.off") });
  const { message: sent } = await client.trpc.messages.send.mutate({
    conversationId: id,
    id,
    body: "hi",
  });
  expect(sent).toMatchObject({ id, body: "hi" });
  await client.trpc.users.me.query();
  expect(server.controls.sends).toEqual([{ id, via: "http" }]);
  expect(server.tokens).toEqual([
    { via: "http", token: "from.afar.off" },
    { via: "http", token: "from.afar.off" },
  ]);
  expect(server.opened).toBe(0);
});

test("listening opens one socket, yields what follows the cursor, and then transports calls", async () => {
  await using server = await createTestServer();
  for (const seq of [1, 2, 3]) server.controls.append(created(seq));
  const client = openClient({ url: server.url });
  const { received, signals } = recordStream(client, "1");
  await waitUntil(client.connection, ({ status }) => status === "online");
  await waitUntil(received, ({ length }) => length === 2);
  expect(received.get().map(({ cursor }) => cursor)).toEqual(["2", "3"]);
  expect(received.get()[0]?.event).toEqual(created(2));
  server.controls.append(created(4));
  await waitUntil(received, ({ length }) => length === 3);
  const typing = { type: "typing", conversationId: id, userId: "ann", typing: true } as const;
  await vi.waitFor(() => {
    server.controls.signal(typing);
    expect(signals.get()).toContainEqual(typing);
  });
  await client.trpc.messages.send.mutate({ conversationId: id, id, body: "hi" });
  expect(server.controls.sends).toEqual([{ id, via: "socket" }]);
  expect(server.opened).toBe(1);
  expect(server.tokens).toEqual([{ via: "socket", token: "a.good.token" }]);
});

test("a message goes through the outbox, over the socket, and returns on the stream", async () => {
  await using server = await createTestServer();
  const client = openClient({ url: server.url });
  const { received } = recordStream(client);
  await waitUntil(client.connection, ({ status }) => status === "online");
  const entry = client.outbox.send({ conversationId: id, body: "hi" });
  await waitUntil(received, ({ length }) => length === 1);
  await waitUntil(client.outbox.entries, ([first]) => first?.state.status === "sent");
  client.outbox.settle([entry.id]);
  expect(client.outbox.entries.get()).toEqual([]);
  expect(received.get()[0]?.event).toMatchObject({ message: { id: entry.id, body: "hi" } });
});

test.each(["socket", "http"] as const)(
  "more and larger calls of one tick than a batch allows all get through (%s)",
  async (via) => {
    await using server = await createTestServer();
    const client = openClient({ url: server.url });
    if (via === "socket") {
      recordStream(client);
      await waitUntil(client.connection, ({ status }) => status === "online");
    }
    const long = "\u20ac".repeat(limits.bodyMax);
    const bodies = Array.from({ length: 60 }, (_, nth) => (nth % 2 === 0 ? `short ${nth}` : long));
    const ids = bodies.map((_, nth) => newId(nth + 10));
    const sends = bodies.map((body, nth) =>
      client.trpc.messages.send.mutate({ conversationId: id, id: ids[nth] ?? "", body }),
    );
    const queries = ids.map(() => client.trpc.users.me.query());
    await Promise.all([...sends, ...queries]);
    expect([...server.controls.stored.keys()].toSorted()).toEqual(ids);
    expect(new Set(server.controls.sends.map((send) => send.via))).toEqual(new Set([via]));
    expect(Math.max(...server.frames, ...server.bodies)).toBeLessThanOrEqual(limits.frameBytesMax);
    // Fewer frames than calls: they are batched.
    const carriers = via === "socket" ? server.frames.length : server.bodies.length;
    expect(carriers).toBeLessThan(110);
  },
);

test("a refused call has its reason", async () => {
  await using server = await createTestServer();
  server.controls.before = () => {
    throw refuse("contact_unavailable");
  };
  const client = openClient({ url: server.url });
  const error: unknown = await client.trpc.users.me.query().catch((cause: unknown) => cause);
  expect(reasonOf(error)).toBe("contact_unavailable");
});

test("a call with an unknown outcome has no reason", async () => {
  await using server = await createTestServer();
  const fetch = () => Promise.reject(new TypeError("fetch failed"));
  const client = openClient({ url: server.url, fetch });
  const error: unknown = await client.trpc.users.me.query().catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(Error);
  expect(reasonOf(error)).toBeUndefined();
});

test("an internal error of the server in a subscription does not end it", async () => {
  await using server = await createTestServer();
  for (let seq = 1; seq <= 60; seq += 1) server.controls.append(created(seq));
  let yielded = 0;
  let faults = 0;
  server.controls.before = (path) => {
    if (path !== "event") return;
    yielded += 1;
    if (yielded % 15 !== 0) return;
    faults += 1;
    throw new Error("the database stumbled");
  };
  const client = openClient({ url: server.url });
  const { received, errors } = recordStream(client);
  await waitUntil(received, ({ length }) => length >= 60);
  expect(faults).toBeGreaterThanOrEqual(4);
  expect(received.get().map(({ cursor }) => Number(cursor))).toEqual(
    Array.from({ length: 60 }, (_, at) => at + 1),
  );
  expect(errors).toEqual([]);
  expect(server.opened).toBe(1);
});

test("a stream that the server refuses permanently ends with its reason", async () => {
  await using server = await createTestServer();
  server.controls.before = (path) => {
    if (path === "stream") throw refuse("forbidden");
  };
  const client = openClient({ url: server.url });
  const { errors } = recordStream(client);
  await vi.waitFor(() => expect(errors.map(reasonOf)).toEqual(["forbidden"]));
});

test("on the server's request, the stream moves to a new socket without loss or repeat", async () => {
  await using server = await createTestServer();
  const client = openClient({ url: server.url });
  const { received } = recordStream(client);
  await waitUntil(client.connection, ({ status }) => status === "online");
  const states: string[] = [];
  client.connection.subscribe(() => states.push(client.connection.get().status));
  server.controls.append(created(1));
  await waitUntil(received, ({ length }) => length === 1);
  server.tellToReconnect();
  for (let seq = 2; seq <= 200; seq += 1) server.controls.append(created(seq));
  await vi.waitFor(() => expect(server.opened).toBe(2));
  await vi.waitFor(() => expect(server.sockets.size).toBe(1));
  server.controls.append(created(201));
  await waitUntil(received, ({ length }) => length >= 201);
  expect(received.get().map(({ cursor }) => Number(cursor))).toEqual(
    Array.from({ length: 201 }, (_, at) => at + 1),
  );
  expect(states).toEqual([]);
});

test("a server that disconnects is reconnected to, with the cursor of the last event", async () => {
  await using server = await createTestServer();
  const client = openClient({ url: server.url });
  const { received } = recordStream(client);
  server.controls.append(created(1));
  await waitUntil(received, ({ length }) => length === 1);
  for (const socket of server.sockets) socket.close(closeCodes.goingAway);
  server.controls.append(created(2));
  await waitUntil(received, ({ length }) => length === 2);
  expect(server.controls.cursors).toEqual(["0", "1"]);
  await waitUntil(client.connection, ({ status }) => status === "online");
});

test("after close the client is idle, and the next use connects again", async () => {
  await using server = await createTestServer();
  const client = openClient({ url: server.url });
  const first = recordStream(client);
  await waitUntil(client.connection, ({ status }) => status === "online");
  first.stop();
  client.close();
  expect(client.connection.get()).toEqual({ status: "idle" });
  await vi.waitFor(() => expect(server.sockets.size).toBe(0));
  const { received } = recordStream(client);
  server.controls.append(created(1));
  await waitUntil(received, ({ length }) => length === 1);
  expect(client.connection.get()).toEqual({ status: "online" });
  expect(server.opened).toBe(2);
});

test("closing during a connection attempt leaves nothing behind", async () => {
  await using server = await createTestServer();
  let bring = (_: string) => {};
  const client = openClient({
    url: server.url,
    token: () => new Promise<string>((resolve) => (bring = resolve)),
  });
  recordStream(client);
  await waitUntil(client.connection, ({ status }) => status === "connecting");
  client.close();
  bring("too late");
  expect(client.connection.get()).toEqual({ status: "idle" });
  await vi.waitFor(() => expect(server.sockets.size).toBe(0));
  expect(server.controls.cursors).toEqual([]);
});

test("listening at a relative address outside of a page is refused at once", () => {
  expect(() => recordStream(openClient({ url: "/trpc" }))).toThrow(TypeError);
});
