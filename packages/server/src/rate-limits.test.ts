import { appRouter } from "@parley/api/app-router";
import { newId, reasonOf } from "@parley/api/testing";
import { createCallerFactory } from "@parley/api/testing/internals";
import { closeCodes } from "@parley/contract/close-codes";
import { errorDataSchema } from "@parley/contract/errors";
import { afterAll, expect, test, vi } from "vitest";
import * as z from "zod";
import { createRateLimits } from "./rate-limits/rate-limits.ts";
import { defaultLimits, noLimits } from "./rate-limits/limits.ts";
import { openRawSocket } from "./testing/raw-socket.ts";
import { createTestProgramme, startTestServer } from "./testing/test-server.ts";
import { deciding } from "./testing/tokens.ts";

const api = await createTestProgramme();
await api.addPeople({ cleo: "MENTEE", dan: "MENTEE" });
afterAll(() => api.close());

/** This many at once, and the next in a thousand seconds. */
const only = (burst: number) => ({ burst, perSecond: 0.001 });

const me = (port: number, { token = "", forwardedFor = "" } = {}) =>
  fetch(`http://127.0.0.1:${port}/trpc/users.me`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(forwardedFor === "" ? {} : { "x-forwarded-for": forwardedFor }),
    },
  });

test("RATE-2: calls of one user are counted over HTTP and every socket, and a refusal has the retry delay", async () => {
  await using server = await startTestServer(api, { limits: { ...noLimits, calls: only(3) } });
  const token = await server.sign("ada");
  const one = await openRawSocket(server.socketUrl, { token });
  const other = await openRawSocket(server.socketUrl, { token });
  expect(await one.call("query", "users.me")).toMatchObject({ result: {} });
  expect(await other.call("query", "users.me")).toMatchObject({ result: {} });
  expect((await me(server.port, { token })).status).toBe(200);

  const refused = await one.call("query", "users.me");
  expect(refused.error?.data).toMatchObject({
    reason: "too_many_requests",
    code: "TOO_MANY_REQUESTS",
    httpStatus: 429,
    path: "users.me",
  });
  const { retryAfterMs } = Object(refused.error?.data);
  expect(retryAfterMs).toBeGreaterThan(900_000);
  expect(retryAfterMs).toBeLessThanOrEqual(1_000_000);
  const response = await me(server.port, { token });
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(900);

  const ben = await openRawSocket(server.socketUrl, { token: await server.sign("ben") });
  expect(await ben.call("query", "users.me"), "nobody else waits").toMatchObject({ result: {} });
});

test("RATE-3: over its limit a send is refused and stores nothing, and everything else continues", async () => {
  await using server = await startTestServer(api, { limits: { ...noLimits, sends: only(2) } });
  const { id: conversationId } = await api.as("ben").conversations.open({ userId: "ada" });
  const ben = await openRawSocket(server.socketUrl, { token: await server.sign("ben") });
  const send = () =>
    ben.call("mutation", "messages.send", { conversationId, id: newId(), body: "hello" });
  for (let nth = 0; nth < 2; nth += 1) expect(await send()).toMatchObject({ result: {} });
  expect((await send()).error?.data).toMatchObject({ reason: "too_many_requests" });
  const page = await ben.call("query", "messages.list", { conversationId });
  expect(page).toMatchObject({ result: { data: { messages: [{}, {}] } } });
});

test("RATE-4: a flood of typing is dropped silently", async () => {
  await using server = await startTestServer(api, { limits: { ...noLimits, typing: only(5) } });
  const { id: conversationId } = await api.as("ben").conversations.open({ userId: "ada" });
  const ada = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  ada.send({ id: 1, method: "subscription", params: { path: "events.signals" } });
  await ada.answer(({ result }) => result?.type === "started");
  const ben = await openRawSocket(server.socketUrl, { token: await server.sign("ben") });
  const signals: unknown[] = [];
  const listen = async () => {
    for (;;) signals.push((await ada.answer(({ id }) => id === 1)).result?.data);
  };
  void listen().catch(() => undefined);
  for (let nth = 0; nth < 50; nth += 1) {
    const answer = await ben.call("mutation", "events.setTyping", { conversationId, typing: true });
    expect(answer.error).toBeUndefined();
  }
  const { id: other } = await api.as("cleo").conversations.open({ userId: "ada" });
  const cleo = await openRawSocket(server.socketUrl, { token: await server.sign("cleo") });
  await cleo.call("mutation", "events.setTyping", { conversationId: other, typing: true });
  const typing = (userId: string) =>
    signals.filter(
      (signal) => Object(signal).type === "typing" && Object(signal).userId === userId,
    );
  await vi.waitFor(() => expect(typing("cleo")).toHaveLength(1));
  expect(typing("ben")).toHaveLength(5);
});

test("RATE-15: contacts.add has its own limit, over sockets, batches and HTTP, and in process", async () => {
  const limits = { ...noLimits, contactAdds: { perHour: 4, perDay: 30 } };
  await using server = await startTestServer(api, { limits });
  const token = await server.sign("dan");
  const input = { email: "nobody@example.org" };
  const overSocket = async () => {
    const socket = await openRawSocket(server.socketUrl, { token });
    const { error } = await socket.call("mutation", "contacts.add", input);
    socket.ws.close();
    return error?.data;
  };
  expect(await overSocket()).toMatchObject({ reason: "not_found" });
  expect(await overSocket(), "another socket is no way round").toMatchObject({
    reason: "not_found",
  });

  const response = await server.app.inject({
    method: "POST",
    url: "/trpc/contacts.add,contacts.add,contacts.add?batch=1",
    headers: { authorization: `Bearer ${token}` },
    payload: { 0: input, 1: input, 2: { email: "no address" } },
  });
  const answers = z
    .array(z.object({ error: z.object({ data: errorDataSchema }) }))
    .parse(response.json());
  const reasons = answers.map(({ error }) => error.data);
  expect(reasons).toMatchObject([
    { reason: "not_found" },
    { reason: "not_found" },
    { reason: "too_many_requests", httpStatus: 429 },
  ]);
  const HOUR = 3_600_000;
  expect(reasons[2]?.retryAfterMs).toBeGreaterThan(HOUR - 60_000);
  expect(reasons[2]?.retryAfterMs).toBeLessThanOrEqual(HOUR);
  expect(Number(response.headers["retry-after"])).toBeGreaterThan(3_500);
  expect(await overSocket()).toMatchObject({ reason: "too_many_requests" });

  const ben = await openRawSocket(server.socketUrl, { token: await server.sign("ben") });
  const { error } = await ben.call("mutation", "contacts.add", input);
  expect(error?.data, "each user has their own").toMatchObject({ reason: "not_found" });
  expect(await ben.call("query", "contacts.list", {})).toMatchObject({ result: {} });
});

test("RATE-15: a caller in this process with the same rateLimits is counted too, 10 an hour by default", async () => {
  const rateLimits = createRateLimits(defaultLimits);
  const createCaller = createCallerFactory(appRouter);
  const issuedAt = api.clock.now();
  const session = { kind: "user", userId: "cleo", issuedAt, expiresAt: issuedAt } as const;
  const add = () =>
    reasonOf(
      createCaller({
        ...api.platform,
        requestId: "",
        session,
        callerLimits: rateLimits.of("cleo"),
      }).contacts.add({ email: "nobody@example.org" }),
    );
  const reasons: string[] = [];
  for (let nth = 0; nth < 12; nth += 1) reasons.push(await add());
  const [found, refused] = [reasons.slice(0, 10), reasons.slice(10)];
  expect(new Set(found)).toEqual(new Set(["not_found"]));
  expect(refused).toEqual(["too_many_requests", "too_many_requests"]);
});

test("RATE-5: requests of one address are counted before anything is parsed, and health checks are not", async () => {
  const authenticate = vi.fn(async () => ({ status: "refused", reason: "not_signed_in" }) as const);
  await using server = await startTestServer(api, {
    authenticator: deciding(authenticate),
    limits: { ...noLimits, requests: only(3) },
  });
  for (let nth = 0; nth < 3; nth += 1) expect((await me(server.port)).status).toBe(401);
  const refused = await me(server.port);
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({
    error: {
      message: expect.stringContaining("too many requests"),
      data: { reason: "too_many_requests" },
    },
  });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(900);
  expect(authenticate).toHaveBeenCalledTimes(3);
  await expect(openRawSocket(server.socketUrl)).rejects.toThrow("429");
  for (const path of ["healthz", "readyz"]) {
    expect((await fetch(`http://127.0.0.1:${server.port}/${path}`)).status).toBe(200);
  }
});

test("RATE-6: X-Forwarded-For is trusted only from a trusted proxy", async () => {
  const limits = { ...noLimits, requests: only(2) };
  const statuses = async (port: number, addresses: readonly string[]) => {
    const answers: number[] = [];
    for (const forwardedFor of addresses) answers.push((await me(port, { forwardedFor })).status);
    return answers;
  };
  const guests = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];
  await using plain = await startTestServer(api, { limits });
  expect(await statuses(plain.port, guests), "forged").toEqual([401, 401, 429]);
  await using elsewhere = await startTestServer(api, { limits, trustedProxies: ["192.0.2.0/24"] });
  expect(await statuses(elsewhere.port, guests), "another proxy").toEqual([401, 401, 429]);
  await using behind = await startTestServer(api, { limits, trustedProxies: ["127.0.0.1"] });
  expect(await statuses(behind.port, guests)).toEqual([401, 401, 401]);
  const forged = "203.0.113.9, 192.0.2.1";
  expect(await statuses(behind.port, [forged, forged]), "what the guest put before it").toEqual([
    401, 429,
  ]);
});

test("RATE-7: a user has a maximum of open sockets, and so has an address", async () => {
  await using server = await startTestServer(api, {
    limits: { ...noLimits, sockets: 2, addressSockets: 4 },
  });
  const open = async (userId: string) =>
    openRawSocket(server.socketUrl, { token: await server.sign(userId) });
  const first = await open("ada");
  const second = await open("ada");
  for (const socket of [first, second]) await socket.call("query", "users.me");
  const third = await open("ada");
  const tooMany = { code: closeCodes.tooManySockets, reason: "too_many_sockets" };
  expect(await third.closed).toEqual(tooMany);
  expect(await first.call("query", "users.me"), "the others stay").toMatchObject({ result: {} });

  first.ws.close();
  await first.closed;
  const fourth = await open("ada");
  expect(await fourth.call("query", "users.me"), "there is room again").toMatchObject({
    result: {},
  });
  const others = [await open("ben"), await open("cleo")];
  for (const socket of others) await socket.call("query", "users.me");
  expect(await (await open("dan")).closed, "an address").toEqual(tooMany);
});

test("RATE-7: a socket that closes while its token is being verified is not counted", async () => {
  await using server = await startTestServer(api, { limits: { ...noLimits, sockets: 1 } });
  const token = await server.sign("ada");
  for (let nth = 0; nth < 20; nth += 1) {
    const { ws, closed } = await openRawSocket(server.socketUrl, { token });
    ws.terminate();
    await closed;
  }
  await vi.waitFor(() => expect(server.webSockets.clients.size).toBe(0));
  const socket = await openRawSocket(server.socketUrl, { token });
  expect(await socket.call("query", "users.me")).toMatchObject({ result: {} });
});
