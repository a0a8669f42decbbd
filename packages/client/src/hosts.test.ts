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
