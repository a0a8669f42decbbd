import { closeCodes } from "@parley/contract/close-codes";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Connector } from "./connector.ts";
import { createTokenSource } from "./token-source.ts";

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const fakeSocket = () => ({ isOpen: true, close: vi.fn(), probe: vi.fn() });

type Host = { random?: number | (() => number); token?: () => string | Promise<string> };

function start({ random = 0.5, token = () => "a.good.token" }: Host = {}) {
  const tokens = createTokenSource({ token, now: Date.now });
  const connector = new Connector({
    tokens,
    now: Date.now,
    random: typeof random === "number" ? () => random : random,
  });
  connector.start();
  /** One socket's life, as tRPC leads it: it asks, opens, and asks again after the end. */
  const connect = async () => {
    await connector.admit();
    const socket = fakeSocket();
    connector.opened(socket);
    return socket;
  };
  /** Milliseconds until the next socket may be opened. */
  const wait = async () => {
    const from = Date.now();
    const admitted = connector.admit().then(() => Date.now() - from);
    await vi.runAllTimersAsync();
    return admitted;
  };
  return { connector, connect, wait };
}

test("the way from idle to online and back to a retry", async () => {
  const { connector, connect } = start();
  const states = [connector.state.get()];
  connector.state.subscribe(() => states.push(connector.state.get()));
  const socket = await connect();
  connector.accepted();
  vi.advanceTimersByTime(60_000);
  connector.closed(socket, 1006);
  const again = connector.admit();
  await vi.runAllTimersAsync();
  await again;
  expect(states).toEqual([
    { status: "idle" },
    { status: "connecting", attempt: 1, since: undefined },
    { status: "online" },
    { status: "offline", since: 1_060_000, retryAt: 1_060_500, cause: "server" },
    { status: "connecting", attempt: 1, since: 1_060_000, cause: "server" },
  ]);
});

test("OUT-7: a device without a network drops its socket at once, and connects at once when it is back", async () => {
  const { connector, connect } = start();
  const socket = await connect();
  connector.accepted();
  vi.advanceTimersByTime(60_000);
  vi.stubGlobal("navigator", { onLine: false });
  connector.drop();
  expect(connector.state.get()).toEqual({
    status: "offline",
    since: 1_060_000,
    retryAt: 1_060_500,
    cause: "network",
  });
  expect(socket.close).toHaveBeenCalledOnce();
  connector.closed(socket, 1006);
  const again = connector.admit();
  vi.stubGlobal("navigator", { onLine: true });
  connector.wake();
  await again;
  expect(Date.now()).toBe(1_060_000);
  connector.opened(fakeSocket());
  connector.accepted();
  expect(connector.state.get()).toEqual({ status: "online" });
});

test("OUT-7: a network that goes while the server is away is named as the cause", async () => {
  const { connector, connect } = start();
  connector.closed(await connect(), 1006);
  expect(connector.state.get()).toMatchObject({ status: "offline", cause: "server" });
  connector.drop();
  expect(connector.state.get()).toMatchObject({ status: "offline", cause: "network" });
});

test("the first connection waits for nothing; every later one is left to chance, the first retry too", async () => {
  const { connector, connect, wait } = start();
  const socket = await connect();
  expect(Date.now()).toBe(1_000_000);
  connector.closed(socket, 1006);
  expect(await wait()).toBe(500);
});

test.each([
  1006,
  1011,
  closeCodes.authDeadline,
  closeCodes.slowConsumer,
  closeCodes.tooManySockets,
])("after close code %i the waits grow while connections stay short", async (code) => {
  const { connector, connect, wait } = start({ random: 1 });
  let socket = await connect();
  const waits: number[] = [];
  for (let nth = 0; nth < 14; nth += 1) {
    connector.accepted();
    connector.closed(socket, code);
    waits.push(await wait());
    socket = fakeSocket();
    connector.opened(socket);
  }
  const short = Array.from({ length: 10 }, () => 4_000);
  expect(waits).toEqual([1_000, 2_000, ...short, 15_000, 15_000]);
  connector.accepted();
  vi.advanceTimersByTime(5_000);
  connector.closed(socket, code);
  expect(await wait()).toBe(1_000);
});

test("a server that goes away is no failure: the client comes back within two seconds", async () => {
  const { connector, connect, wait } = start({ random: 0.75 });
  for (let nth = 0; nth < 5; nth += 1) {
    const socket = nth === 0 ? await connect() : fakeSocket();
    connector.opened(socket);
    connector.closed(socket, closeCodes.goingAway);
    expect(await wait()).toBe(1_500);
  }
});

test("RATE-10: a thousand clients that lose their server together come back over the whole of the time", async () => {
  let seed = 0;
  // The same spread each time: multiples of the golden ratio.
  const random = () => ((seed += 1) * 0.618_033_988_75) % 1;
  const waits: number[] = [];
  for (let nth = 0; nth < 1_000; nth += 1) {
    const { connector, connect } = start({ random });
    const socket = await connect();
    connector.closed(socket, closeCodes.goingAway);
    const state = connector.state.get();
    if (state.status === "offline") waits.push(state.retryAt - Date.now());
  }
  expect(waits).toHaveLength(1_000);
  for (let slot = 0; slot < 10; slot += 1) {
    const inSlot = waits.filter((wait) => wait >= slot * 200 && wait < (slot + 1) * 200);
    expect(inSlot.length).toBeGreaterThan(80);
    expect(inSlot.length).toBeLessThan(120);
  }
});

test("sockets that never open count as failures", async () => {
  const { connector, wait } = start({ random: 1 });
  await connector.admit();
  const never = fakeSocket();
  connector.closed(never, 1006);
  expect(await wait()).toBe(1_000);
  connector.closed(never, 1006);
  expect(await wait()).toBe(2_000);
  expect(connector.state.get()).toMatchObject({ status: "connecting", attempt: 3 });
});

test("an attempt of which nothing is ever heard counts as a failure", async () => {
  const { connector, wait } = start({ random: 1 });
  await connector.admit();
  expect(await wait()).toBe(1_000);
});

test("OUT-6: tRPC asks twice while a socket closes: the first socket is closed, and one token serves", async () => {
  const token = vi.fn(() => "a.good.token");
  const { connector, connect } = start({ random: 0, token });
  const refused = await connect();
  refused.isOpen = false;
  const first = connector.admit();
  connector.closed(refused, closeCodes.signInAgain);
  await first;
  const early = { ...fakeSocket(), isOpen: false };
  connector.created(early);
  const second = connector.admit();
  expect(early.close).toHaveBeenCalledTimes(1);
  connector.closed(early, 1006);
  await vi.runAllTimersAsync();
  await second;
  expect(token).toHaveBeenCalledTimes(2);
  expect(connector.state.get()).toMatchObject({ status: "connecting", attempt: 3 });
  const socket = fakeSocket();
  connector.created(socket);
  connector.opened(socket);
  connector.closed(socket, closeCodes.signInAgain);
  expect(connector.state.get()).toEqual({ status: "signed-out", reason: "expired" });
});

test("while a socket is replaced the client stays online, and the old one's end is no failure", async () => {
  const { connector, connect, wait } = start();
  const old = await connect();
  connector.accepted();
  const replacement = connect();
  await vi.advanceTimersByTimeAsync(999);
  expect(connector.state.get()).toEqual({ status: "online" });
  await vi.advanceTimersByTimeAsync(1);
  const next = await replacement;
  connector.closed(old, 1006);
  expect(connector.state.get()).toEqual({ status: "online" });
  connector.closed(next, 1006);
  expect(await wait()).toBe(500);
});

test("a wake ends the wait, and probes what is open", async () => {
  const { connector, connect } = start({ random: 1 });
  const first = await connect();
  connector.wake();
  expect(first.probe).toHaveBeenCalledOnce();
  connector.closed(first, 1006);
  const admitted = connector.admit();
  connector.wake();
  await admitted;
  expect(Date.now()).toBe(1_000_000);
});

test("a wake does not end being signed out; reconnecting does", async () => {
  const { connector, connect } = start();
  connector.closed(await connect(), closeCodes.stop);
  const token = vi.fn();
  void connector.admit().then(token);
  connector.wake();
  await vi.runAllTimersAsync();
  expect(token).not.toHaveBeenCalled();
  connector.reconnect();
  await vi.runAllTimersAsync();
  expect(token).toHaveBeenCalledOnce();
});

test("two refusals of one socket are one refusal, and both wait for its end", async () => {
  const { connector, connect } = start();
  const socket = await connect();
  const ended = Promise.all([connector.refused(), connector.refused()]);
  expect(socket.close).toHaveBeenCalledOnce();
  expect(connector.state.get()).toMatchObject({ status: "offline", retryAt: Date.now() });
  connector.closed(socket, 1005);
  await ended;
  const next = await connect();
  void connector.refused();
  expect(connector.state.get()).toEqual({ status: "signed-out", reason: "expired" });
  expect(next.close).toHaveBeenCalledOnce();
});

test("the end of a refused socket does not harm the one that came after it", async () => {
  const { connector, connect } = start();
  const refused = await connect();
  void connector.refused();
  await connect();
  connector.accepted();
  connector.closed(refused, 1006);
  expect(connector.state.get()).toEqual({ status: "online" });
});

test("a refusal after a good connection is the first one again", async () => {
  const { connector, connect } = start();
  for (let nth = 0; nth < 3; nth += 1) {
    const socket = await connect();
    connector.accepted();
    vi.advanceTimersByTime(3_600_000);
    connector.closed(socket, closeCodes.signInAgain);
    expect(connector.state.get().status).toBe("offline");
  }
});

test("a host that never brings its token does not stop the client for ever", async () => {
  const token = vi.fn((): string | Promise<string> => "a.good.token");
  token.mockReturnValueOnce(new Promise(() => {}));
  const { wait } = start({ token, random: 0 });
  expect(await wait()).toBe(10_000);
  expect(token).toHaveBeenCalledTimes(2);
});

test("nobody is admitted while a socket closes, and of two that ask the later one is", async () => {
  const { connector, connect } = start({ random: 0 });
  const socket = await connect();
  connector.accepted();
  socket.isOpen = false;
  const first = connector.admit();
  await vi.runAllTimersAsync();
  connector.closed(socket, 1006);
  const second = connector.admit();
  await expect(first).rejects.toThrow("asked again");
  expect(await second).toBe("a.good.token");
});

test("what waits for a socket is let go when the client is closed", async () => {
  const { connector, connect } = start();
  connector.closed(await connect(), 1006);
  const admitted = connector.admit();
  connector.stop();
  await expect(admitted).rejects.toThrow("closed");
  expect(connector.state.get()).toEqual({ status: "idle" });
  expect(vi.getTimerCount()).toBe(0);
});

test("a socket that opens after the client was closed is closed too", async () => {
  const { connector } = start();
  await connector.admit();
  connector.stop();
  const late = fakeSocket();
  connector.opened(late);
  expect(late.close).toHaveBeenCalledOnce();
});
