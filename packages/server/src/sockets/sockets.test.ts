import { once } from "node:events";
import { DomainError } from "@parley/api/platform";
import { newId } from "@parley/api/testing";
import { closeCodes } from "@parley/contract/close-codes";
import { limits } from "@parley/contract/limits";
import { afterAll, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import * as z from "zod";
import { createLogger } from "../logs/logger.ts";
import { openRawSocket } from "../testing/raw-socket.ts";
import { createTestProgramme, startTestServer } from "../testing/test-server.ts";
import { deciding, seconds } from "../testing/tokens.ts";

const api = await createTestProgramme();
const keysAreAway = () => Promise.reject(new DomainError("unavailable"));
const batchOf = (first: number, size: number) =>
  Array.from({ length: size }, (_, index) => ({
    id: first + index,
    method: "query",
    params: { path: "users.me" },
  }));

afterAll(() => api.close());

test("a socket signs in once and then calls, sends and receives", async () => {
  await using server = await startTestServer(api);
  const ada = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  const ben = await openRawSocket(server.socketUrl, { token: await server.sign("ben") });
  expect(await ada.call("query", "users.me")).toMatchObject({ result: { data: { id: "ada" } } });

  const me = await ben.call("query", "users.me");
  const { cursor } = z.looseObject({ cursor: z.string() }).parse(me.result?.data);
  const { id: streamId } = await ben.call("subscription", "events.stream", { lastEventId: cursor });
  const opened = await ada.call("mutation", "conversations.open", { userId: "ben" });
  const { id: conversationId } = z.looseObject({ id: z.string() }).parse(opened.result?.data);
  await ada.call("mutation", "messages.send", {
    conversationId,
    id: newId(),
    body: "Hello Ben",
  });
  const heard = await ben.answer(
    ({ id, result }) => id === streamId && JSON.stringify(result).includes("Hello Ben"),
  );
  expect(heard).toMatchObject({ result: { data: { data: { type: "message.created" } } } });
});

test("ID-4: a socket that never authenticates is closed at the timeout", async () => {
  await using server = await startTestServer(api, { timeouts: { authDeadline: 1 } });
  const silent = await openRawSocket(server.socketUrl);
  expect(await silent.closed).toEqual({ code: closeCodes.authDeadline, reason: "not_signed_in" });
  const unannounced = await openRawSocket(server.socketUrl.replace("?connectionParams=1", ""));
  expect(await unannounced.closed).toEqual({
    code: closeCodes.authDeadline,
    reason: "not_signed_in",
  });
});

test("a socket that announced no token is refused call by call until then", async () => {
  await using server = await startTestServer(api);
  const socket = await openRawSocket(server.socketUrl.replace("?connectionParams=1", ""));
  const answer = await socket.call("query", "users.me");
  expect(answer.error?.data.reason).toBe("not_signed_in");
});

test.for<[string, (sign: (spec: object) => Promise<string>) => Promise<unknown>, string]>([
  ["garbage", async () => ({ token: "garbage" }), "not_signed_in"],
  ["no token among the params", async () => ({}), "not_signed_in"],
  ["no params", async () => null, "not_signed_in"],
  [
    "a wrong audience",
    async (sign) => ({ token: await sign({ aud: "another" }) }),
    "not_signed_in",
  ],
  [
    "an expired token",
    async (sign) => ({ token: await sign({ iat: 1, exp: 2 }) }),
    "session_expired",
  ],
])("a refused token closes the socket with a reason: %s", async ([, paramsOf, reason]) => {
  await using server = await startTestServer(api);
  const socket = await openRawSocket(server.socketUrl);
  const data = await paramsOf((claims) => server.sign("ada", { claims: { ...claims } }));
  socket.send({ method: "connectionParams", data });
  const answer = await socket.answer(({ id, error }) => id === null && error !== undefined);
  expect(answer.error?.data).toMatchObject({ reason, httpStatus: 401 });
  expect(await socket.closed).toEqual({ code: closeCodes.signInAgain, reason });
});

test("a first message that is not the token closes the socket", async () => {
  await using server = await startTestServer(api);
  for (const first of ["{", "[]", "7", '{"data":7}', '{"data":{"token":7}}']) {
    const socket = await openRawSocket(server.socketUrl);
    socket.ws.send(first);
    const closed = { code: closeCodes.signInAgain, reason: "not_signed_in" };
    expect(await socket.closed, first).toEqual(closed);
  }
});

test("if keys cannot be fetched the client is asked to reconnect later", async () => {
  await using server = await startTestServer(api, { authenticator: deciding(keysAreAway) });
  const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  expect(await socket.closed).toEqual({ code: 1013, reason: "unavailable" });
});

test("ID-5: an open socket is closed when its token expires, and a new token resumes", async () => {
  await using server = await startTestServer(api);
  const claims = { exp: seconds(api.clock) + 8 };
  const token = await server.sign("ada", { claims });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const socket = await openRawSocket(server.socketUrl, { token });
  expect(await socket.call("query", "users.me")).toMatchObject({
    result: { data: { id: "ada" } },
  });
  await socket.call("subscription", "events.stream", {});
  vi.advanceTimersByTime(7_999);
  expect(await socket.call("query", "users.me")).toMatchObject({
    result: { data: { id: "ada" } },
  });
  vi.advanceTimersByTime(1);
  expect(await socket.closed).toEqual({ code: closeCodes.signInAgain, reason: "session_expired" });
  vi.useRealTimers();
  const again = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  expect(await again.call("query", "users.me")).toMatchObject({
    result: { data: { id: "ada" } },
  });
});

test("a token accepted within the tolerance does not outlive it", async () => {
  await using server = await startTestServer(api);
  const now = seconds(api.clock);
  const token = await server.sign("ada", { claims: { iat: now - 600, exp: now - 55 } });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const socket = await openRawSocket(server.socketUrl, { token });
  expect(await socket.call("query", "users.me")).toMatchObject({ result: { data: { id: "ada" } } });
  vi.advanceTimersByTime(5_000);
  expect(await socket.closed).toEqual({ code: closeCodes.signInAgain, reason: "session_expired" });
});

test.for([
  "https://evil.example",
  "null",
  "https://host.example.evil.example",
  "https://evilhost.example",
  "http://host.example",
])("a page of a foreign origin gets no socket: %s", async (origin) => {
  await using server = await startTestServer(api, { allowedOrigins: ["https://host.example"] });
  const ws = new WebSocket(server.socketUrl, { headers: { origin } });
  await expect(once(ws, "open")).rejects.toThrow("403");
});

test("ID-6: pages of the own host and of allowed origins get one, and so do programs", async () => {
  await using server = await startTestServer(api, { allowedOrigins: ["https://host.example"] });
  const token = await server.sign("ada");
  for (const origin of ["https://host.example", `http://127.0.0.1:${server.port}`, undefined]) {
    const headers = origin === undefined ? {} : { origin };
    const socket = await openRawSocket(server.socketUrl, { token, headers });
    expect(await socket.call("query", "users.me")).toMatchObject({
      result: { data: { id: "ada" } },
    });
  }
});

test("LIM-4: a frame over the limit closes the socket with 1009, one at the limit is read", async () => {
  await using server = await startTestServer(api);
  const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  const call = {
    id: 1,
    method: "query",
    params: { path: "conversations.get", input: { conversationId: "" } },
  };
  const padding = limits.frameBytesMax - JSON.stringify(call).length;
  call.params.input.conversationId = "x".repeat(padding);
  expect(Buffer.byteLength(JSON.stringify(call))).toBe(limits.frameBytesMax);
  socket.send(call);
  const answer = await socket.answer(({ id }) => id === 1);
  expect(answer.error?.data.reason).toBe("invalid_input");
  socket.ws.send("x".repeat(limits.frameBytesMax + 1));
  expect((await socket.closed).code).toBe(1009);
});

test("LIM-4: a batch of 20 calls is answered, each of 21 refused", async () => {
  await using server = await startTestServer(api);
  const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  socket.send(batchOf(1, limits.batchMax));
  for (let id = 1; id <= limits.batchMax; id += 1) {
    expect(await socket.answer((answer) => answer.id === id)).toMatchObject({
      result: { data: { id: "ada" } },
    });
  }
  socket.send(batchOf(101, limits.batchMax + 1));
  for (let id = 101; id <= 101 + limits.batchMax; id += 1) {
    const answer = await socket.answer((candidate) => candidate.id === id);
    expect(answer.error?.data.reason).toBe("invalid_input");
  }
});

test.for<[string, string]>([
  ["malformed JSON", "{"],
  ["no object", "7"],
  ["no method", '{"id":9,"params":{"path":"users.me"}}'],
  ["a null id", '{"id":null,"method":"query","params":{"path":"users.me"}}'],
  ["another method", '{"id":9,"method":"steal","params":{"path":"users.me"}}'],
  ["no params", '{"id":9,"method":"query"}'],
])("an invalid call is answered as invalid, and the socket stays: %s", async ([, frame]) => {
  await using server = await startTestServer(api);
  const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  await socket.call("query", "users.me");
  socket.ws.send(frame);
  const answer = await socket.answer(({ id }) => id === null);
  expect(answer.error?.data.reason).toBe("invalid_input");
  expect(await socket.call("query", "users.me")).toMatchObject({
    result: { data: { id: "ada" } },
  });
});

test("binary frames are answered as invalid", async () => {
  await using server = await startTestServer(api);
  const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  await socket.call("query", "users.me");
  socket.ws.send(Buffer.from([1, 2, 3]));
  expect((await socket.answer(({ id }) => id === null)).error?.data.reason).toBe("invalid_input");
});

test("unknown procedures and extra keys have the same answers as over HTTP", async () => {
  await using server = await startTestServer(api);
  const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  for (const path of [
    "nothing",
    "users.nothing",
    "__proto__",
    "constructor",
    "users.__proto__",
    "users.me.call",
    "demo.people",
  ]) {
    expect((await socket.call("query", path)).error?.data.reason, path).toBe("unknown_procedure");
  }
  const extra = await socket.call("mutation", "conversations.open", {
    userId: "ben",
    extra: 1,
  });
  expect(extra.error?.data.reason).toBe("invalid_input");
  const input: unknown = JSON.parse('{"userId":"ben","__proto__":{"x":1}}');
  const poisoned = await socket.call("mutation", "conversations.open", input);
  expect(poisoned.error?.data.reason).toBe("invalid_input");
});

test("HTTP-11: an upgrade at another path is refused with an HTTP status", async () => {
  await using server = await startTestServer(api);
  for (const path of ["/", "/trpc/users.me", "/healthz", "/nothing"]) {
    const ws = new WebSocket(`ws://127.0.0.1:${server.port}${path}`);
    await expect(once(ws, "open"), path).rejects.toThrow("404");
  }
});

test("an idle socket is pinged once, and closed if it does not respond", async () => {
  await using server = await startTestServer(api, { timeouts: { pingAfter: 5, pongWait: 50 } });
  const ws = new WebSocket(server.socketUrl);
  const frames: string[] = [];
  ws.on("message", (data: Buffer) => frames.push(data.toString()));
  const [code] = await once(ws, "close");
  expect(code).toBe(1006);
  expect(frames).toEqual(["PING"]);
});

test("connecting and closing leaves nothing behind", async () => {
  await using server = await startTestServer(api);
  const { webSockets } = server;
  const { server: http } = server.app;
  const listenersBefore = http.listenerCount("upgrade");
  for (let round = 0; round < 25; round += 1) {
    const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
    await socket.call("subscription", "events.stream", {});
    await socket.call("subscription", "events.signals");
    expect(webSockets.clients.size, "it was there").toBe(1);
    const [client] = webSockets.clients;
    socket.ws.close();
    await socket.closed;
    if (client !== undefined && client.readyState !== client.CLOSED) await once(client, "close");
  }
  expect(webSockets.clients.size).toBe(0);
  expect(http.listenerCount("upgrade")).toBe(listenersBefore);
  const connections = Promise.withResolvers<number>();
  http.getConnections((_, count) => connections.resolve(count));
  expect(await connections.promise).toBe(0);
});

test("OBS-6: a refused origin is logged once, with the setting to change, and a flood of them does not fill the log", async () => {
  const lines: string[] = [];
  const logger = createLogger({
    level: "warn",
    destination: { write: (line) => void lines.push(line) },
  });
  await using server = await startTestServer(api, { logger });
  const refuse = async (origin: string) =>
    expect(once(new WebSocket(server.socketUrl, { headers: { origin } }), "open")).rejects.toThrow(
      "403",
    );
  for (let nth = 0; nth < 3; nth += 1) await refuse("https://evil.example");
  const told = lines.filter((line) => line.includes("https://evil.example"));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain("ALLOWED_ORIGINS");
  for (let nth = 0; nth < 120; nth += 1) await refuse(`https://evil${nth}.example`);
  await refuse("what somebody typed");
  expect(lines.length).toBeLessThanOrEqual(101);
  expect(lines.join("")).not.toContain("typed");
});

test("OBS-6: a page of another origin whose browser asks whether it may call is logged once", async () => {
  const lines: string[] = [];
  const logger = createLogger({
    level: "warn",
    destination: { write: (line) => void lines.push(line) },
  });
  await using server = await startTestServer(api, {
    logger,
    allowedOrigins: ["https://host.example"],
  });
  const ask = (origin: string) =>
    server.app.inject({
      method: "OPTIONS",
      url: "/trpc/users.me",
      headers: { origin, "access-control-request-method": "POST" },
    });
  await ask("https://host.example");
  expect(lines).toEqual([]);
  await ask("https://evil.example");
  await ask("https://evil.example");
  expect(lines).toEqual([expect.stringContaining("https://evil.example")]);
  expect(lines[0]).toContain("ALLOWED_ORIGINS");
});
