import { createTcpProxy } from "./testing/tcp-proxy.ts";
import { expect, test, vi } from "vitest";
import { openClient, recordStream } from "./testing/open-client.ts";
import { message } from "./testing/server-model.ts";
import { createTestServer } from "./testing/test-server.ts";
import { waitUntil } from "./testing/wait-until.ts";

const id = "01900000-0000-7000-8000-000000000001";
const created = (seq: number) => ({ type: "message.created" as const, message: message(id, seq) });

test("OUT-5: 10,000 events over more than 10 disconnects arrive each once and in order", async () => {
  const total = 10_000;
  await using server = await createTestServer();
  await using proxy = await createTcpProxy([server.url]);
  const client = openClient({ url: `${proxy.url}/trpc` });
  const { received } = recordStream(client);
  let broken = 0;
  let produced = 0;
  const produce = (count: number) => {
    for (let nth = 0; nth < count; nth += 1) server.controls.append(created((produced += 1)));
  };
  while (broken < 12) {
    produce(400);
    const target = received.get().length + 300;
    await waitUntil(received, ({ length }) => length >= target);
    await vi.waitFor(() => expect(proxy.open).toBe(1));
    // More calls are pending while the connection breaks.
    produce(200);
    broken += proxy.cut();
  }
  produce(total - produced);
  await waitUntil(received, ({ length }) => length >= total);
  expect(broken).toBeGreaterThan(10);
  expect(server.opened).toBeGreaterThan(10);
  const cursors = received.get().map(({ cursor }) => Number(cursor));
  expect(cursors).toEqual(Array.from({ length: total }, (_, at) => at + 1));
  // No reconnect started from the beginning: each resumed after the last received event.
  expect(server.controls.cursors.filter((cursor) => cursor === "0")).toHaveLength(1);
});

test("OUT-5: the keep-alive finds a half-open connection, and the stream resumes", async () => {
  await using server = await createTestServer();
  await using proxy = await createTcpProxy([server.url]);
  const client = openClient({
    url: `${proxy.url}/trpc`,
    keepAlive: { intervalMs: 200, pongTimeoutMs: 300 },
  });
  const { received } = recordStream(client);
  server.controls.append(created(1));
  await waitUntil(received, ({ length }) => length === 1);
  expect(proxy.freeze()).toBe(1);
  server.controls.append(created(2));
  await waitUntil(received, ({ length }) => length === 2);
  expect(received.get().map(({ cursor }) => cursor)).toEqual(["1", "2"]);
  // The fault did happen: what was sent was lost, and neither side got a close.
  expect(proxy.discarded).toBeGreaterThan(0);
  expect(proxy.accepted).toBe(2);
  expect(server.sockets.size).toBe(2);
});

test("when the page is shown again, a dead connection is detected at once, not at the next keep-alive", async () => {
  await using server = await createTestServer();
  await using proxy = await createTcpProxy([server.url]);
  const page = new EventTarget();
  vi.stubGlobal("document", Object.assign(page, { visibilityState: "visible" }));
  const client = openClient({
    url: `${proxy.url}/trpc`,
    keepAlive: { intervalMs: 3_600_000, pongTimeoutMs: 3_600_000 },
  });
  const { received } = recordStream(client);
  await waitUntil(client.connection, ({ status }) => status === "online");
  proxy.freeze();
  server.controls.append(created(1));
  page.dispatchEvent(new Event("visibilitychange"));
  await waitUntil(received, ({ length }) => length === 1);
  expect(server.opened).toBe(2);
  vi.unstubAllGlobals();
});

test("a message sent into a dead connection is stored once and arrives", async () => {
  await using server = await createTestServer();
  await using proxy = await createTcpProxy([server.url]);
  const client = openClient({
    url: `${proxy.url}/trpc`,
    keepAlive: { intervalMs: 200, pongTimeoutMs: 300 },
  });
  const { received } = recordStream(client);
  await waitUntil(client.connection, ({ status }) => status === "online");
  proxy.freeze();
  const bodies = ["one", "two", "three"];
  for (const body of bodies) client.outbox.send({ conversationId: id, body });
  await waitUntil(received, ({ length }) => length === 3);
  expect([...server.controls.stored.values()].map(({ body }) => body)).toEqual(bodies);
  expect(proxy.discarded).toBeGreaterThan(0);
});

test("200 messages sent over disconnects are stored once each and in order", async () => {
  await using server = await createTestServer();
  await using proxy = await createTcpProxy([server.url]);
  const client = openClient({ url: `${proxy.url}/trpc` });
  const { received } = recordStream(client);
  await waitUntil(client.connection, ({ status }) => status === "online");
  let broken = 0;
  // Half of the responses are lost after the message was stored.
  server.controls.before = (path) => {
    if (path === "send" && server.controls.sends.length % 25 === 12) {
      queueMicrotask(() => (broken += proxy.cut()));
    }
  };
  const bodies = Array.from({ length: 200 }, (_, nth) => `message ${nth}`);
  for (const body of bodies) client.outbox.send({ conversationId: id, body });
  await waitUntil(received, ({ length }) => length === 200);
  expect([...server.controls.stored.values()].map(({ body }) => body)).toEqual(bodies);
  expect(
    received.get().map(({ event }) => event.type === "message.created" && event.message.body),
  ).toEqual(bodies);
  expect(broken).toBeGreaterThan(3);
  expect(server.controls.sends.length).toBeGreaterThan(200);
});
