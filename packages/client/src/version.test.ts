import type { Signal, StreamEvent } from "@parley/contract";
import { CONTRACT_VERSION } from "@parley/contract/version";
import { expect, test } from "vitest";
import { openClient, recordStream } from "./testing/open-client.ts";
import { message } from "./testing/server-model.ts";
import { refuse } from "./testing/test-router.ts";
import { createTestServer } from "./testing/test-server.ts";
import { waitUntil } from "./testing/wait-until.ts";

const id = "01900000-0000-7000-8000-000000000001";
const created = (seq: number) => ({ type: "message.created" as const, message: message(id, seq) });

test("VER-1: the client declares its version on the socket and over HTTP", async () => {
  await using server = await createTestServer();
  const client = openClient({ url: server.url });
  await client.trpc.users.me.query();
  recordStream(client);
  await waitUntil(client.connection, ({ status }) => status === "online");
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
    server.controls.before = (asked) => {
      if (asked === path && !isServed) throw refuse("client_outdated");
    };
    const client = openClient({ url: server.url });
    const { received, errors } = recordStream(client);
    client.outbox.send({ conversationId: id, body: "kept" });
    await waitUntil(client.connection, ({ status }) => status === "outdated");
    await waitUntil(client.outbox.entries, (entries) =>
      entries.every(({ state }) => state.status === (path === "send" ? "queued" : "sent")),
    );
    expect(server.controls.sends).toHaveLength(1);
    expect(errors).toEqual([]);
    isServed = true;
    client.reconnect();
    await waitUntil(client.connection, ({ status }) => status === "online");
    await waitUntil(received, ({ length }) => length === 1);
    expect(server.controls.stored.size).toBe(1);
  },
);

test("VER-3: an event or a signal that is not understood ends nothing, and the cursor moves on", async () => {
  await using server = await createTestServer();
  const client = openClient({ url: server.url });
  const { received, signals, errors } = recordStream(client);
  // Fields of a newer server are in no type.
  const poll = { type: "poll.created", poll: { id: 1 } } as unknown as StreamEvent;
  const broken = { type: "message.created", message: null } as unknown as StreamEvent;
  server.controls.append(created(1));
  server.controls.append(poll);
  server.controls.append(broken);
  server.controls.append(created(2));
  await waitUntil(received, ({ length }) => length === 4);
  server.controls.signal({ type: "knock" } as unknown as Signal);
  server.controls.signal({ type: "presence", presence: null } as unknown as Signal);
  server.controls.signal({ type: "typing", conversationId: id, userId: "ann", typing: true });
  await waitUntil(signals, ({ length }) => length === 1);
  for (const socket of server.sockets) socket.terminate();
  server.controls.append(created(3));
  await waitUntil(received, ({ length }) => length === 5);
  expect(received.get().map(({ cursor, event }) => [cursor, event.type])).toEqual([
    ["1", "message.created"],
    ["2", "resync"],
    ["3", "resync"],
    ["4", "message.created"],
    ["5", "message.created"],
  ]);
  expect(server.controls.cursors).toEqual(["0", "4"]);
  expect(signals.get()).toHaveLength(1);
  expect(errors).toEqual([]);
});
