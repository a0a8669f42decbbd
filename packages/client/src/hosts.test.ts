import { createTcpProxy } from "./testing/tcp-proxy.ts";
import type { Message } from "@parley/contract";
import fc from "fast-check";
import { beforeEach, expect, expectTypeOf, test, vi, type MockInstance } from "vitest";
import { WebSocket } from "ws";
import type { ParleyClientOptions } from "./create-client.ts";
import { openClient, recordStream } from "./testing/open-client.ts";
import { message } from "./testing/server-model.ts";
import { createTestServer } from "./testing/test-server.ts";
import { waitUntil } from "./testing/wait-until.ts";
import { createTokenSource } from "./wire/token-source.ts";

const id = "01900000-0000-7000-8000-000000000001";
const created = (seq: number): { type: "message.created"; message: Message } => ({
  type: "message.created",
  message: message(id, seq),
});

let warned: MockInstance<typeof console.warn>;
beforeEach(() => {
  warned = vi.spyOn(console, "warn").mockReturnValue();
});

test("OUT-8: anything else that a host returns is not a token, and a JWT may have whitespace around it", async () => {
  const part = fc.stringMatching(/^[\w-]{1,20}$/);
  const jwt = fc.tuple(part, part, part).map((parts) => parts.join("."));
  const junk = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "",
      " ",
      "<!doctype html><title>Sign in</title>",
      '{"error":"down"}',
      "a.b",
      "a.b.c.d",
    ),
    fc.constantFrom<unknown>(undefined, 7, {}, [], true),
    jwt.map((token) => `${token} ${token}`),
    jwt.map((token) => `Bearer ${token}`),
  );
  const ask = (answer: unknown) =>
    // The tests return what the types exclude and hosts do not.
    createTokenSource({ token: () => answer as string, now: () => 0 }).fresh();
  const isJwt = (answer: unknown) =>
    typeof answer === "string" && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(answer.trim());
  await fc.assert(
    fc.asyncProperty(junk, async (answer) => {
      fc.pre(!isJwt(answer));
      await expect(ask(answer)).rejects.toThrow("token() has to return a JWT");
    }),
  );
  await fc.assert(
    fc.asyncProperty(jwt, async (token) => {
      expect(await ask(`${token}\n`)).toBe(token);
    }),
  );
  expect(await ask(null)).toBeNull();
});

const failures: [string, () => string][] = [
  [
    "throws",
    () => {
      throw new Error("500");
    },
  ],
  ["returns a page", () => "<!doctype html>"],
  ["returns nothing", () => ""],
];

test.each(failures)(
  "OUT-8: a host whose token() %s, also after a refused token, is called again until it answers, and nothing is lost",
  async (_, fail) => {
    let isDown = true;
    let isRenewed = false;
    await using server = await createTestServer({
      verify: (token) => (token === "a.new.token" ? "me" : null),
    });
    const token = vi.fn(() => {
      // The first token has expired when it arrives; then the host fails for a while.
      if (token.mock.calls.length === 1) return "an.old.token";
      if (isDown) return fail();
      isRenewed = true;
      return "a.new.token";
    });
    const client = openClient({ url: server.url, token, random: () => 0.01 });
    const states: string[] = [];
    client.connection.subscribe(() => {
      const state = client.connection.get();
      states.push("cause" in state && state.cause !== undefined ? state.cause : state.status);
    });
    const { received } = recordStream(client);
    client.outbox.send({ conversationId: id, body: "kept" });
    await vi.waitFor(() => expect(token.mock.calls.length).toBeGreaterThan(4));
    expect(states).toContain("token");
    isDown = false;
    await waitUntil(client.connection, ({ status }) => status === "online");
    await waitUntil(received, ({ length }) => length === 1);
    expect(states).not.toContain("signed-out");
    expect(isRenewed).toBe(true);
    expect(server.controls.stored.size).toBe(1);
    expect(warned).toHaveBeenCalledWith(
      expect.stringContaining("token() failed"),
      expect.anything(),
    );
  },
);

test("OUT-9: an address that never responds is explained in the console, once", async () => {
  await using gone = await createTestServer();
  const { url } = gone;
  await gone[Symbol.asyncDispose]();
  vi.stubGlobal("location", { href: "https://host.example/page", origin: "https://host.example" });
  const client = openClient({ url });
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await expect(client.trpc.users.me.query()).rejects.toThrow("fetch failed");
  }
  expect(warned).toHaveBeenCalledOnce();
  const [text] = warned.mock.calls[0] ?? [];
  expect(text).toContain(url);
  expect(text).toContain("https://host.example is not in ALLOWED_ORIGINS");
});

test.each([
  [200, "text/html; charset=utf-8", "<!doctype html><title>Host</title>"],
  [404, "text/html", "Cannot GET /trpc/users.me"],
  [404, "application/json", '{"message":"Route GET:/trpc not found","error":"Not Found"}'],
])(
  "OUT-11: a response %i %s of something else than Parley is explained in the console, once",
  async (status, type, body) => {
    const logged = vi.spyOn(console, "error").mockReturnValue();
    const fetch = async () => new Response(body, { status, headers: { "content-type": type } });
    const client = openClient({ url: "https://host.example/trpc", fetch });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(client.trpc.users.me.query()).rejects.toBeInstanceOf(Error);
    }
    expect(logged.mock.calls).toEqual([
      [
        `Parley: https://host.example/trpc answered ${status} ${type.replace("; charset=utf-8", "")}, which is not Parley. ` +
          "Is url the server's prefix plus /trpc, mounted before your own routes, and proxied?",
      ],
    ]);
  },
);

test("OUT-11: neither a refusal of Parley nor a proxy without a server behind it is taken for another server", async () => {
  const logged = vi.spyOn(console, "error").mockReturnValue();
  await using server = await createTestServer({ verify: () => null });
  const refused = openClient({ url: server.url });
  await expect(refused.trpc.users.me.query()).rejects.toBeInstanceOf(Error);
  const fetch = async () => new Response("<h1>502 Bad Gateway</h1>", { status: 502 });
  const behind = openClient({ url: server.url, fetch });
  await expect(behind.trpc.users.me.query()).rejects.toBeInstanceOf(Error);
  expect(logged).not.toHaveBeenCalled();
});

/** A socket of a server whose upgrade is not wired. */
class Unwired extends WebSocket {
  constructor(url: string) {
    super(url.replace("/trpc", "/elsewhere"));
  }
}

test("OUT-12: if calls are answered and no socket opens, the state and the console say so, the latter once", async () => {
  const logged = vi.spyOn(console, "error").mockReturnValue();
  await using server = await createTestServer();
  const client = openClient({ url: server.url, WebSocket: Unwired, random: () => 0.01 });
  recordStream(client);
  client.outbox.send({ conversationId: id, body: "sent" });
  await vi.waitFor(() => expect(logged).toHaveBeenCalled());
  expect(server.controls.stored.size).toBe(1);
  expect(client.connection.get()).toMatchObject({ cause: "socket" });
  const attempt = () => {
    const state = client.connection.get();
    return "attempt" in state ? state.attempt : 0;
  };
  await vi.waitFor(() => expect(attempt()).toBeGreaterThan(4));
  expect(logged.mock.calls).toEqual([
    [
      `Parley: calls work, but no WebSocket opens at ${server.url.replace("http", "ws")}: ` +
        'wire server.on("upgrade", parley.upgrade), and ws: true in a proxy.',
    ],
  ]);
});

test("OUT-12: a server that fails in every call is not taken for one without sockets", async () => {
  const logged = vi.spyOn(console, "error").mockReturnValue();
  const data = { code: "INTERNAL_SERVER_ERROR", httpStatus: 500, reason: "internal" };
  const error = { message: "", code: -32_603, data };
  const fetch = async () => Response.json([{ error }], { status: 500 });
  await using server = await createTestServer();
  const client = openClient({ url: server.url, WebSocket: Unwired, fetch });
  await expect(client.trpc.users.me.query()).rejects.toBeInstanceOf(Error);
  recordStream(client);
  await waitUntil(client.connection, (state) => "attempt" in state && state.attempt > 4);
  expect(client.connection.get()).toMatchObject({ cause: "server" });
  expect(logged).not.toHaveBeenCalled();
});

test("OUT-12: a server that is gone is not taken for one without sockets, also if it answered before", async () => {
  const logged = vi.spyOn(console, "error").mockReturnValue();
  await using gone = await createTestServer();
  const client = openClient({ url: gone.url, random: () => 0.01 });
  await client.trpc.users.me.query();
  recordStream(client);
  await waitUntil(client.connection, ({ status }) => status === "online");
  await gone[Symbol.asyncDispose]();
  await waitUntil(client.connection, (state) => "cause" in state && state.cause !== undefined);
  expect(client.connection.get()).toMatchObject({ cause: "server" });
  await expect(client.trpc.users.me.query()).rejects.toBeInstanceOf(Error);
  expect(client.connection.get()).toMatchObject({ cause: "server" });
  expect(logged).not.toHaveBeenCalled();
});

test("OUT-10: in a runtime without WebSocket the error explains what to do", async () => {
  await using server = await createTestServer();
  vi.stubGlobal("WebSocket", undefined);
  const client = openClient({ url: server.url });
  expect(() => recordStream(client)).toThrow(
    /no global WebSocket.*Install "ws" and pass its class/,
  );
});

test("OUT-10: the class of the ws package works as it is, connects, and closes a dead connection", async () => {
  expectTypeOf(WebSocket).toExtend<NonNullable<ParleyClientOptions["WebSocket"]>>();
  expectTypeOf(globalThis.WebSocket).toExtend<NonNullable<ParleyClientOptions["WebSocket"]>>();
  vi.stubGlobal("WebSocket", undefined);
  await using server = await createTestServer();
  await using proxy = await createTcpProxy([server.url]);
  const client = openClient({
    url: `${proxy.url}/trpc`,
    WebSocket,
    keepAlive: { intervalMs: 100, pongTimeoutMs: 200 },
  });
  const { received } = recordStream(client);
  server.controls.append(created(1));
  await waitUntil(received, ({ length }) => length === 1);
  expect(proxy.freeze()).toBe(1);
  server.controls.append(created(2));
  await waitUntil(received, ({ length }) => length === 2);
  expect(received.get().map(({ cursor }) => cursor)).toEqual(["1", "2"]);
  client.close();
});
