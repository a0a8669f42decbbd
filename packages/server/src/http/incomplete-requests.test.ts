import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { noLimits } from "../rate-limits/limits.ts";
import { openRawSocket } from "../testing/raw-socket.ts";
import { createTestProgramme, startTestServer, type TestServer } from "../testing/test-server.ts";

const api = await createTestProgramme();
afterAll(() => api.close());

const impatient = { headersTimeout: 50, requestTimeout: 100, requestCheck: 10 };

const beginnings: Record<string, string> = {
  "not a byte": "",
  "half a line": "GET /trpc/us",
  "half of the headers": "GET /trpc/users.me HTTP/1.1\r\nHost: x\r\nAuthor",
  "half of an upgrade":
    "GET /trpc HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n",
  "half of a body":
    "POST /trpc/users.updateMe HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
  "half of a chunk":
    "POST /trpc/users.updateMe HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{",
};

/** Opens a connection, sends the beginning, and collects the response. */
function begin(port: number, beginning: string) {
  const socket = connect(port, "127.0.0.1");
  const heard = { text: "" };
  socket.on("data", (data: Buffer) => (heard.text += data.toString()));
  socket.on("error", () => undefined);
  socket.write(beginning);
  return { socket, heard };
}

/** Unlike `once`, does not reject if a write meets the closed connection first. */
const closed = (socket: Socket) =>
  new Promise<void>((resolve) => void socket.once("close", () => resolve()));

/** Sends one byte more each time that the peer could have read the last one. */
function drip(socket: Socket) {
  const timer = setInterval(() => socket.write("a"), 5);
  socket.once("close", () => clearInterval(timer));
}

test.each(Object.entries(beginnings))(
  "HTTP-8: an incomplete request times out, also if it drips: %s",
  async (name, beginning) => {
    await using server = await startTestServer(api, { timeouts: impatient });
    for (const isDripping of [false, true]) {
      const { socket, heard } = begin(server.port, beginning);
      if (isDripping && name !== "not a byte") drip(socket);
      await closed(socket);
      if (heard.text !== "") expect(heard.text).toMatch(/^HTTP\/1\.1 4\d\d /);
    }
    // On a slow machine a whole request may take longer than it has as well.
    await vi.waitFor(async () => {
      const whole = await fetch(`http://127.0.0.1:${server.port}/healthz`);
      expect(whole.status).toBe(200);
    });
  },
);

test("HTTP-8: an idle connection ends, and an open socket does not", async () => {
  const timeouts = { connectionTimeout: 200, keepAliveTimeout: 100 };
  await using server = await startTestServer(api, { timeouts });
  const token = await server.sign("ada");
  // On a slow machine the upgrade itself may take longer than the connection is allowed.
  const open = await vi.waitFor(() => openRawSocket(server.socketUrl, { token }));
  await open.call("query", "users.me");
  const silent = begin(server.port, "");
  const answered = begin(server.port, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  await Promise.all([closed(silent.socket), closed(answered.socket)]);
  expect(await open.call("query", "users.me")).toMatchObject({ result: {} });
  open.ws.close();
});

test("HTTP-9: an address has a maximum of connections, and a trusted proxy has none", async () => {
  const limits = { ...noLimits, addressConnections: 3 };
  await using server = await startTestServer(api, { limits });
  const held = [1, 2, 3].map(() => begin(server.port, "GET /he"));
  await vi.waitFor(async () => {
    const count = Promise.withResolvers<number>();
    server.app.server.getConnections((_, number) => count.resolve(number));
    expect(await count.promise).toBe(3);
  });
  const over = begin(server.port, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
  await closed(over.socket);
  expect(over.heard.text).toBe("");
  held[0]?.socket.destroy();
  await vi.waitFor(async () => {
    const answer = await fetch(`http://127.0.0.1:${server.port}/healthz`, {
      headers: { connection: "close" },
    });
    expect(answer.status).toBe(200);
  });
  for (const { socket } of held) socket.destroy();

  await using behind = await startTestServer(api, { limits, trustedProxies: ["127.0.0.0/8"] });
  const many = Array.from({ length: 10 }, () => begin(behind.port, "GET /he"));
  const answer = await fetch(`http://127.0.0.1:${behind.port}/healthz`);
  expect(answer.status).toBe(200);
  for (const { socket } of many) socket.destroy();
});

test("HTTP-10: a drain completes although an incomplete request, an incomplete upgrade and a call are open", async () => {
  const server = await startTestServer(api, { timeouts: { drainPatience: 50, closeTimeout: 50 } });
  const open = Object.values(beginnings).map((beginning) => begin(server.port, beginning));
  const stalled = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  await stalled.call("query", "users.me");
  stalled.ws.pause();
  await server.app.close();
  for (const { socket } of open) socket.destroy();
  stalled.ws.terminate();
});

const REQUEST = "GET /nope HTTP/1.1\r\nHost: x\r\n\r\n";

/** The most requests that arrive in one turn of the event loop. */
function mostPerTurn(server: TestServer, until: number) {
  let turn = 0;
  let isOver = false;
  const count = () => {
    turn += 1;
    if (!isOver) setImmediate(count);
  };
  count();
  const inTurns = new Map<number, number>();
  let came = 0;
  const { promise, resolve } = Promise.withResolvers<number>();
  server.app.server.on("request", () => {
    inTurns.set(turn, (inTurns.get(turn) ?? 0) + 1);
    came += 1;
    if (came < until) return;
    isOver = true;
    resolve(Math.max(...inTurns.values()));
  });
  return promise;
}

test("HTTP-15: of one connection a kilobyte of requests is read per turn of the event loop", async () => {
  await using server = await startTestServer(api, { limits: noLimits });
  const most = mostPerTurn(server, 5_000);
  const { socket, heard } = begin(server.port, REQUEST.repeat(5_000));
  // A turn that only counts between two pieces may see one of each side.
  expect(await most).toBeLessThanOrEqual(2 * Math.ceil(1_024 / REQUEST.length));
  await vi.waitFor(() => expect(heard.text.split("HTTP/1.1 404 ")).toHaveLength(5_001));
  socket.destroy();
});

test("HTTP-15: requests of a peer that reads no responses are not read either", async () => {
  await using server = await startTestServer(api, { limits: noLimits });
  let came = 0;
  server.app.server.on("request", () => (came += 1));
  const { socket } = begin(server.port, "");
  socket.pause();
  for (let nth = 0; nth < 200; nth += 1) socket.write(REQUEST.repeat(1_000));
  let before = -1;
  await vi.waitFor(
    () => {
      const now = came;
      const hasStopped = now > 0 && now === before;
      before = now;
      expect(hasStopped).toBe(true);
    },
    { interval: 300, timeout: 30_000 },
  );
  expect(came).toBeLessThan(200_000);
  const other = await fetch(`http://127.0.0.1:${server.port}/healthz`);
  expect(other.status).toBe(200);
  socket.destroy();
});

test("HTTP-15: requests that are sent together are read slowly", async () => {
  await using server = await startTestServer(api, { limits: noLimits });
  let came = 0;
  server.app.server.on("request", () => (came += 1));
  const { socket, heard } = begin(server.port, REQUEST.repeat(3));
  await once(socket, "data");
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  socket.write(REQUEST.repeat(300));
  await once(socket, "data");
  const turns = async () => {
    for (let nth = 0; nth < 200; nth += 1) await new Promise((done) => void setImmediate(done));
  };
  await turns();
  const inPiece = Math.ceil(1_024 / REQUEST.length);
  expect(came).toBeGreaterThan(3);
  expect(came).toBeLessThanOrEqual(3 + inPiece);
  vi.advanceTimersByTime(10);
  await turns();
  expect(came).toBeLessThanOrEqual(3 + 2 * inPiece);
  vi.useRealTimers();
  socket.destroy();
  expect(heard.text).toContain("HTTP/1.1 404 ");
});

test("HTTP-15: a body is read in larger pieces, and what follows it is a request", async () => {
  await using server = await startTestServer(api, { limits: noLimits });
  const token = await server.sign("ada");
  const body = JSON.stringify({ name: "x".repeat(60_000) });
  const call = [
    "POST /trpc/users.updateMe HTTP/1.1",
    "Host: x",
    `Authorization: Bearer ${token}`,
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    "",
    body,
  ].join("\r\n");
  const { socket, heard } = begin(server.port, `${call}${REQUEST}${call}${REQUEST}`);
  await vi.waitFor(() =>
    expect(heard.text.match(/HTTP\/1\.1 \d+/g)).toEqual([
      "HTTP/1.1 400",
      "HTTP/1.1 404",
      "HTTP/1.1 400",
      "HTTP/1.1 404",
    ]),
  );
  socket.destroy();
});

test("HTTP-15: what a peer sends right after its upgrade is read", async () => {
  await using server = await startTestServer(api);
  const upgrade = [
    "GET /trpc?connectionParams=1 HTTP/1.1",
    "Host: x",
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    "\r\n",
  ].join("\r\n");
  // A frame of a client: masked, here by zeros.
  const frame = Buffer.concat([Buffer.from([0x81, 0x84, 0, 0, 0, 0]), Buffer.from("PING")]);
  const socket = connect(server.port, "127.0.0.1");
  let heard = "";
  socket.on("data", (data: Buffer) => (heard += data.toString("latin1")));
  socket.write(Buffer.concat([Buffer.from(upgrade), ...Array.from({ length: 300 }, () => frame)]));
  await vi.waitFor(() => expect(heard).toMatch(/^HTTP\/1\.1 101 [\s\S]*PONG/));
  socket.destroy();
});
