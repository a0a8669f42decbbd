import type { Signal, StreamEvent } from "@parley/contract/events";
import { CONTRACT_VERSION } from "@parley/contract/version";
import { expect, test } from "vitest";
import { hear, openClient } from "./testing/open-client.ts";
import { message } from "./testing/server-model.ts";
import { refuse } from "./testing/test-router.ts";
import { createTestServer } from "./testing/test-server.ts";
import { until } from "./testing/until.ts";

const id = "01900000-0000-7000-8000-000000000001";
const created = (seq: number) => ({ type: "message.created" as const, message: message(id, seq) });

test("VER-1: the client declares its version on the socket and over HTTP", async () => {
  await using server = await createTestServer();
  const client = openClient({ url: server.url });
  await client.trpc.users.me.query();
  hear(client);
  await until(client.connection, ({ status }) => status === "online");
  const version = String(CONTRACT_VERSION);
  expect(server.versions).toEqual([
    { via: "http", version },
    { via: "socket", version },
  ]);
});

test.each(["stream", "send"] as const)(
  "VER-2: a client that is refused as outdated (%s) disconnects, keeps unsent messages, and continues once it is served",
  async (path) => {
    await using server = await createTestServer();
    let isServed = false;
    server.desk.before = (asked) => {
      if (asked === path && !isServed) throw refuse("client_outdated");
    };
    const client = openClient({ url: server.url });
    const { heard, errors } = hear(client);
    client.outbox.send({ conversationId: id, body: "kept" });
    await until(client.connection, ({ status }) => status === "outdated");
    await until(client.outbox.entries, (entries) =>
      entries.every(({ state }) => state.status === (path === "send" ? "queued" : "sent")),
    );
    expect(server.desk.sends).toHaveLength(1);
    expect(errors).toEqual([]);
    isServed = true;
    client.reconnect();
    await until(client.connection, ({ status }) => status === "online");
    await until(heard, ({ length }) => length === 1);
    expect(server.desk.stored.size).toBe(1);
  },
);

test("VER-3: an event or a signal that is not understood ends nothing, and the cursor moves on", async () => {
  await using server = await createTestServer();
  const client = openClient({ url: server.url });
  const { heard, signals, errors } = hear(client);
  // Fields of a newer server are in no type.
  const poll = { type: "poll.created", poll: { id: 1 } } as unknown as StreamEvent;
  const broken = { type: "message.created", message: null } as unknown as StreamEvent;
  server.desk.append(created(1));
  server.desk.append(poll);
  server.desk.append(broken);
  server.desk.append(created(2));
  await until(heard, ({ length }) => length === 4);
  server.desk.signal({ type: "knock" } as unknown as Signal);
  server.desk.signal({ type: "presence", presence: null } as unknown as Signal);
  server.desk.signal({ type: "typing", conversationId: id, userId: "ann", typing: true });
  await until(signals, ({ length }) => length === 1);
  for (const socket of server.sockets) socket.terminate();
  server.desk.append(created(3));
  await until(heard, ({ length }) => length === 5);
  expect(heard.get().map(({ cursor, event }) => [cursor, event.type])).toEqual([
    ["1", "message.created"],
    ["2", "resync"],
    ["3", "resync"],
    ["4", "message.created"],
    ["5", "message.created"],
  ]);
  expect(server.desk.cursors).toEqual(["0", "4"]);
  expect(signals.get()).toHaveLength(1);
  expect(errors).toEqual([]);
});
