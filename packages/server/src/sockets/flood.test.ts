import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { publicProcedure, router } from "@parley/api/testing/internals";
import { closeCodes } from "@parley/contract/close-codes";
import { limits as bounds } from "@parley/contract/limits";
import fc from "fast-check";
import { afterAll, expect, test, vi } from "vitest";
import type { WebSocket } from "ws";
import { type RateLimitConfig, noLimits } from "../rate-limits/limits.ts";
import { openRawSocket } from "../testing/raw-socket.ts";
import { createTestProgramme, startTestServer, type TestServer } from "../testing/test-server.ts";

const api = await createTestProgramme();
afterAll(() => api.close());

/** This many at once, and the next in a thousand seconds. */
const only = (burst: number) => ({ burst, perSecond: 0.001 });
const frames = (burst: number): RateLimitConfig => ({ ...noLimits, frames: only(burst) });
const tooMany = { code: closeCodes.tooManyFrames, reason: "too_many_frames" };
const closesQuickly = { closeTimeout: 100, cutTimeout: 20 };

const text = (message: unknown) => (ws: WebSocket) => ws.send(JSON.stringify(message));
const call = { method: "query", params: { path: "users.me" } };

/** Every kind of frame. */
const kinds: Record<string, (ws: WebSocket) => void> = {
  "a text PING": (ws) => ws.send("PING"),
  "a text PONG": (ws) => ws.send("PONG"),
  "a ping of the protocol": (ws) => ws.ping("x"),
  "a pong of the protocol": (ws) => ws.pong("x"),
  "broken JSON": (ws) => ws.send("{"),
  "an empty text": (ws) => ws.send(""),
  "an empty binary": (ws) => ws.send(Buffer.alloc(0)),
  binary: (ws) => ws.send(Buffer.from([1, 2, 3])),
  "a text in parts": (ws) => {
    ws.send("PI", { fin: false });
    ws.send("NG");
  },
  "no call": text(7),
  "no calls": text([]),
  "a batch of what is no call": text([7, 7, 7]),
  "a batch of more calls than there may be": text(Array.from({ length: 500 }, (_, id) => ({ id }))),
  "the end of nothing": text({ id: 77, method: "subscription.stop" }),
  "the token once more": text({ method: "connectionParams", data: { token: "t" } }),
  "an id that is none": text({ id: {}, ...call }),
  "a call": text({ id: 1, ...call }),
  "a call of nothing": text({ id: 1, method: "query", params: { path: "nothing" } }),
  "a subscription, again and again": text({
    id: 1,
    method: "subscription",
    params: { path: "events.signals" },
  }),
};

const UPGRADE = [
  "GET /trpc?connectionParams=1 HTTP/1.1",
  "Host: 127.0.0.1",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
  "\r\n",
].join("\r\n");

/** A socket whose client ignores all rules. */
async function openByHand(port: number): Promise<Socket> {
  const wire = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  wire.write(UPGRADE);
  await once(wire, "data");
  return wire;
}

/** Frames of one short text, masked as a client must, in one buffer: they arrive together. */
function pieceOf(word: string, count: number): Buffer {
  const frame = Buffer.from([0x81, 0x80 + word.length, 0, 0, 0, 0, ...Buffer.from(word)]);
  return Buffer.concat(Array.from({ length: count }, () => frame));
}

/** The server's own counts of its only socket. */
function served({ webSockets }: TestServer) {
  const [socket] = webSockets.clients;
  if (socket === undefined) throw new Error("there is no socket");
  return socket;
}

test.each(Object.entries(kinds))(
  "RATE-11: over the limit the socket is closed, for any input: %s",
  async (_, send) => {
    await using server = await startTestServer(api, {
      limits: frames(30),
      timeouts: closesQuickly,
    });
    const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
    await socket.call("query", "users.me");
    let answers = 0;
    socket.ws.on("message", () => (answers += 1));
    for (let nth = 0; nth < 300; nth += 1) send(socket.ws);
    expect(await socket.closed).toEqual(tooMany);
    expect(answers).toBeLessThanOrEqual(30);
    const other = await openRawSocket(server.socketUrl, { token: await server.sign("ben") });
    expect(await other.call("query", "users.me"), "nobody else notices").toMatchObject({
      result: {},
    });
  },
);

test("RATE-11: any mixture of frames is counted, and within the limit the socket stays", async () => {
  await using server = await startTestServer(api, { limits: frames(40), timeouts: closesQuickly });
  const names = fc.array(fc.constantFrom(...Object.keys(kinds)), { minLength: 1, maxLength: 60 });
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(names, async (mixture) => {
      // A new user each time, so that none starts with another's remaining limits.
      nth += 1;
      await api.addPeople({ [`p${nth}`]: "MENTEE" });
      const socket = await openRawSocket(server.socketUrl, { token: await server.sign(`p${nth}`) });
      await socket.call("query", "users.me");
      for (const name of mixture) kinds[name]?.(socket.ws);
      const isLarge = mixture.includes("a batch of more calls than there may be");
      if (mixture.length > 40 || isLarge) expect(await socket.closed).toEqual(tooMany);
      // The calls before and after it count as well.
      else if (mixture.length <= 38) {
        expect(await socket.call("query", "users.me")).toMatchObject({ result: {} });
        socket.ws.close();
        await socket.closed;
      }
    }),
    { numRuns: 25 },
  );
});

test.each(["a text PING", "a text PONG", "a ping of the protocol", "a pong of the protocol"])(
  "RATE-11: a socket without a signed-in user is counted separately: %s",
  async (name) => {
    await using server = await startTestServer(api, {
      limits: frames(30),
      timeouts: closesQuickly,
    });
    const flood = await openRawSocket(server.socketUrl);
    const bystander = await openRawSocket(server.socketUrl);
    for (let nth = 0; nth < 300; nth += 1) kinds[name]?.(flood.ws);
    expect(await flood.closed).toEqual(tooMany);
    bystander.send({ method: "connectionParams", data: { token: await server.sign("ada") } });
    expect(await bystander.call("query", "users.me")).toMatchObject({ result: {} });
  },
);

test("RATE-11: neither a second socket nor a new one has another limit", async () => {
  await using server = await startTestServer(api, { limits: frames(30), timeouts: closesQuickly });
  const token = await server.sign("ada");
  const one = await openRawSocket(server.socketUrl, { token });
  const other = await openRawSocket(server.socketUrl, { token });
  for (const socket of [one, other]) await socket.call("query", "users.me");
  for (let nth = 0; nth < 300; nth += 1) one.ws.send("PING");
  expect(await one.closed).toEqual(tooMany);
  other.ws.send("PING");
  expect(await other.closed).toEqual(tooMany);
  const again = await openRawSocket(server.socketUrl, { token });
  await vi.waitFor(() => {
    if (again.ws.readyState === again.ws.OPEN) again.ws.send("PING");
    expect(again.ws.readyState).not.toBe(again.ws.OPEN);
  });
  expect(await again.closed).toEqual(tooMany);
});

test("RATE-11: a long frame counts as several", async () => {
  await using server = await startTestServer(api, { limits: frames(30), timeouts: closesQuickly });
  const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  await socket.call("query", "users.me");
  for (let nth = 0; nth < 2; nth += 1) socket.ws.send("x".repeat(bounds.frameBytesMax));
  expect(await socket.closed).toEqual(tooMany);
});

test.each(["a flood", "one socket too many", "a token that does not hold"])(
  "RATE-16: after %s nothing more is parsed, and the connection ends although its peer does not respond",
  async (kind) => {
    const isFlood = kind === "a flood";
    const isRefused = kind === "a token that does not hold";
    const limits = isFlood ? frames(30) : { ...noLimits, addressSockets: isRefused ? 2 : 1 };
    await using server = await startTestServer(api, {
      limits,
      timeouts: { cutTimeout: 20, closeTimeout: 600_000 },
    });
    if (!isFlood) await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
    let parsed = 0;
    server.webSockets.on("connection", (socket) => {
      socket.on("message", () => (parsed += socket.readyState === socket.OPEN ? 0 : 1));
    });
    const ended = Promise.withResolvers<void>();
    server.app.server.on("connection", (wire: Duplex) => wire.once("close", ended.resolve));
    // Half open: only the server ends it.
    const flood = await openByHand(server.port);
    flood.on("error", () => undefined);
    if (isRefused) {
      flood.write(pieceOf(JSON.stringify({ data: { token: "none" } }), 1));
      await once(flood, "data");
    }
    flood.write(pieceOf("PING", 100_000));
    await ended.promise;
    // The rest of the buffer in which the limit is exceeded, and none of the others.
    expect(parsed).toBeLessThanOrEqual(isFlood ? Math.ceil(1_024 / 10) : 0);
    flood.destroy();
  },
);

test("RATE-17: an address whose sockets are cut may open fewer, and is served everything else", async () => {
  const limits = { ...frames(30), requests: only(60) };
  await using server = await startTestServer(api, { limits, timeouts: closesQuickly });
  const flood = await openRawSocket(server.socketUrl);
  for (let nth = 0; nth < 100; nth += 1) flood.ws.send("PING");
  expect(await flood.closed).toEqual(tooMany);
  let opened = 0;
  for (; opened < 60; opened += 1) {
    const wire = connect(server.port, "127.0.0.1");
    wire.write(UPGRADE);
    const [answer] = await once(wire, "data");
    wire.destroy();
    if (!String(answer).startsWith("HTTP/1.1 101")) {
      expect(String(answer)).toMatch(/^HTTP\/1.1 429 /);
      break;
    }
  }
  // 60, less the first, less what the flood cost.
  expect(opened).toBe(9);
  const page = await fetch(`http://127.0.0.1:${server.port}/trpc/users.me`);
  expect(page.status).not.toBe(429);
});

test.each(["a text PING", "a ping of the protocol"])(
  "RATE-12: for a peer that does not read at most one pong is queued: %s",
  async (name) => {
    await using server = await startTestServer(api, { limits: noLimits });
    const wires: Duplex[] = [];
    server.app.server.on("connection", (wire: Duplex) => wires.push(wire));
    const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
    await socket.call("query", "users.me");
    const mine = served(server);
    let came = 0;
    const all = Promise.withResolvers<void>();
    const count = () => {
      came += 1;
      if (came === 5_000) setImmediate(all.resolve);
    };
    mine.on("message", count);
    mine.on("ping", count);
    // Like a full kernel buffer: nothing more is sent.
    for (const wire of wires) wire.cork();
    const pongs: string[] = [];
    socket.ws.on("message", (data: Buffer) => pongs.push(data.toString()));
    socket.ws.on("pong", (data: Buffer) => pongs.push(data.toString()));
    for (let nth = 0; nth < 5_000; nth += 1) kinds[name]?.(socket.ws);
    await all.promise;
    expect(mine.bufferedAmount).toBeGreaterThan(0);
    expect(mine.bufferedAmount).toBeLessThan(32);
    // Queued data is sent, and the last ping is answered.
    for (const wire of wires) wire.uncork();
    await vi.waitFor(() => expect(pongs).toHaveLength(2));
    expect(await socket.call("query", "users.me")).toMatchObject({ result: {} });
    socket.ws.close();
  },
);

test("RATE-12: a peer that reads less than it is sent is closed, whatever fills its buffer", async () => {
  await using server = await startTestServer(api, {
    limits: noLimits,
    timeouts: { stallCheck: 5, stallPatience: 50, closeTimeout: 100 },
  });
  const wires: Duplex[] = [];
  server.app.server.on("connection", (wire: Duplex) => wires.push(wire));
  const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  await socket.call("query", "users.me");
  const mine = served(server);
  for (const wire of wires) wire.cork();
  const closes = vi.spyOn(mine, "close");
  let highest = 0;
  mine.on("message", () => (highest = Math.max(highest, mine.bufferedAmount)));
  const junk = `{${"x".repeat(100)}`;
  const send = () => {
    for (let nth = 0; nth < 500 && socket.ws.readyState === socket.ws.OPEN; nth += 1) {
      socket.ws.send(junk);
    }
    if (socket.ws.readyState === socket.ws.OPEN) setImmediate(send);
  };
  send();
  await socket.closed;
  expect(closes).toHaveBeenCalledWith(closeCodes.slowConsumer, "too_slow");
  expect(highest).toBeGreaterThan(bounds.socketBufferMax);
  expect(highest).toBeLessThan(5 * bounds.socketBufferMax);
});

test("RATE-13: one socket has 10 subscriptions of a kind, and one more is refused before any work is done for it", async () => {
  const begun = { stream: 0, other: 0 };
  const follow = (kind: keyof typeof begun) =>
    publicProcedure.subscription(async function* subscription({ signal }) {
      begun[kind] += 1;
      yield "first";
      await new Promise((resolve) => signal?.addEventListener("abort", resolve));
    });
  await using server = await startTestServer(api, {
    router: router({ stream: follow("stream"), other: follow("other") }),
  });
  const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  const ids: unknown[] = [];
  const begin = async (path: string) => {
    const answer = await socket.call("subscription", path);
    if (answer.error === undefined) await socket.answer(({ id }) => id === answer.id);
    return answer;
  };
  for (let nth = 0; nth < bounds.subscriptionsMax; nth += 1) {
    const answer = await begin("stream");
    expect(answer).toMatchObject({ result: { type: "started" } });
    ids.push(answer.id);
  }
  const refused = await begin("stream");
  expect(refused.error?.data).toMatchObject({ reason: "too_many_requests", httpStatus: 429 });
  expect(begun.stream).toBe(bounds.subscriptionsMax);
  expect(await begin("other"), "another kind").toMatchObject({ result: { type: "started" } });
  const second = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  expect(await second.call("subscription", "stream"), "another socket").toMatchObject({
    result: { type: "started" },
  });

  const [first] = ids;
  socket.send({ id: first, method: "subscription.stop" });
  await socket.answer(({ id, result }) => id === first && result?.type === "stopped");
  expect(await begin("stream"), "there is room again").toMatchObject({
    result: { type: "started" },
  });
  // All in one frame, and before the first of them has started.
  const third = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  third.send(
    Array.from({ length: 15 }, (_, id) => ({
      id,
      method: "subscription",
      params: { path: "stream" },
    })),
  );
  for (let id = 0; id < 15; id += 1) {
    const answer = await third.answer((candidate) => candidate.id === id);
    expect(answer.error === undefined, String(id)).toBe(id < bounds.subscriptionsMax);
  }
});

test("RATE-14: of one socket a kilobyte is read per turn of the event loop", async () => {
  await using server = await startTestServer(api, { limits: noLimits });
  const wire = await openByHand(server.port);
  let turn = 0;
  let isOver = false;
  const count = () => {
    turn += 1;
    if (!isOver) setImmediate(count);
  };
  count();
  const inTurns = new Map<number, number>();
  let came = 0;
  const all = Promise.withResolvers<void>();
  served(server).on("message", () => {
    inTurns.set(turn, (inTurns.get(turn) ?? 0) + 1);
    came += 1;
    if (came === 10_000) all.resolve();
  });
  wire.write(pieceOf("PONG", 10_000));
  await all.promise;
  isOver = true;
  // 10 bytes per frame; a turn that only counts between two buffers may see one buffer of each side.
  expect(Math.max(...inTurns.values())).toBeLessThanOrEqual(2 * Math.ceil(1_024 / 10));
  wire.destroy();
});

test("RATE-14: a message in very many fragments is refused, and costs no more than a whole one", async () => {
  await using server = await startTestServer(api, { limits: noLimits });
  const socket = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  await socket.call("query", "users.me");
  for (let nth = 0; nth < 1_000; nth += 1) socket.ws.send("", { fin: false });
  expect((await socket.closed).code).toBe(1008);
});
