import { closeCodes } from "@parley/contract/close-codes";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  type Attempt,
  type ConnectionEvent,
  type Connections,
  connectionStateOf,
  createConnectionManager,
  transition,
} from "./connection-manager.ts";
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
  const manager = createConnectionManager({
    tokens,
    now: Date.now,
    random: typeof random === "number" ? () => random : random,
  });
  manager.start();
  /** The life cycle of sockets as tRPC drives it: it asks, opens, and asks again after the end. */
  const connect = async () => {
    await manager.admit();
    const socket = fakeSocket();
    manager.opened(socket);
    return socket;
  };
  /** Milliseconds until the next socket may be opened. */
  const wait = async () => {
    const from = Date.now();
    const admitted = manager.admit().then(() => Date.now() - from);
    await vi.runAllTimersAsync();
    return admitted;
  };
  return { manager, connect, wait };
}

test("the states from idle to online and back to a retry", async () => {
  const { manager, connect } = start();
  const states = [manager.state.get()];
  manager.state.subscribe(() => states.push(manager.state.get()));
  const socket = await connect();
  manager.accepted();
  vi.advanceTimersByTime(60_000);
  manager.closed(socket, 1006);
  const again = manager.admit();
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
  const { manager, connect } = start();
  const socket = await connect();
  manager.accepted();
  vi.advanceTimersByTime(60_000);
  vi.stubGlobal("navigator", { onLine: false });
  manager.drop();
  expect(manager.state.get()).toEqual({
    status: "offline",
    since: 1_060_000,
    retryAt: 1_060_500,
    cause: "network",
  });
  expect(socket.close).toHaveBeenCalledOnce();
  manager.closed(socket, 1006);
  const again = manager.admit();
  vi.stubGlobal("navigator", { onLine: true });
  manager.wake();
  await again;
  expect(Date.now()).toBe(1_060_000);
  manager.opened(fakeSocket());
  manager.accepted();
  expect(manager.state.get()).toEqual({ status: "online" });
});

test("OUT-7: a network that is lost while the server is unreachable is named as the cause", async () => {
  const { manager, connect } = start();
  manager.closed(await connect(), 1006);
  expect(manager.state.get()).toMatchObject({ status: "offline", cause: "server" });
  manager.drop();
  expect(manager.state.get()).toMatchObject({ status: "offline", cause: "network" });
});

test("the first connection is immediate; every later one has a random delay, the first retry too", async () => {
  const { manager, connect, wait } = start();
  const socket = await connect();
  expect(Date.now()).toBe(1_000_000);
  manager.closed(socket, 1006);
  expect(await wait()).toBe(500);
});

test.each([
  1006,
  1011,
  closeCodes.authDeadline,
  closeCodes.slowConsumer,
  closeCodes.tooManySockets,
])("after close code %i the delays grow while connections stay short", async (code) => {
  const { manager, connect, wait } = start({ random: 1 });
  let socket = await connect();
  const waits: number[] = [];
  for (let nth = 0; nth < 16; nth += 1) {
    manager.accepted();
    manager.closed(socket, code);
    waits.push(await wait());
    socket = fakeSocket();
    manager.opened(socket);
  }
  const short = Array.from({ length: 10 }, () => 4_000);
  expect(waits).toEqual([1_000, 2_000, 2_000, 2_000, ...short, 15_000, 15_000]);
  manager.accepted();
  vi.advanceTimersByTime(5_000);
  manager.closed(socket, code);
  expect(await wait()).toBe(1_000);
});

test("a server that shuts down does not count as a failure: the client reconnects within two seconds", async () => {
  const { manager, connect, wait } = start({ random: 0.75 });
  for (let nth = 0; nth < 5; nth += 1) {
    const socket = nth === 0 ? await connect() : fakeSocket();
    manager.opened(socket);
    manager.closed(socket, closeCodes.goingAway);
    expect(await wait()).toBe(1_500);
  }
});

test("RATE-10: a thousand clients that lose their server together reconnect spread over the whole interval", async () => {
  let seed = 0;
  // The same spread each time: multiples of the golden ratio.
  const random = () => ((seed += 1) * 0.618_033_988_75) % 1;
  const waits: number[] = [];
  for (let nth = 0; nth < 1_000; nth += 1) {
    const { manager, connect } = start({ random });
    const socket = await connect();
    manager.closed(socket, closeCodes.goingAway);
    const state = manager.state.get();
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
  const { manager, wait } = start({ random: 1 });
  await manager.admit();
  const never = fakeSocket();
  manager.closed(never, 1006);
  expect(await wait()).toBe(1_000);
  manager.closed(never, 1006);
  expect(await wait()).toBe(2_000);
  expect(manager.state.get()).toMatchObject({ status: "connecting", attempt: 3 });
});

test("an attempt without any response counts as a failure", async () => {
  const { manager, wait } = start({ random: 1 });
  await manager.admit();
  expect(await wait()).toBe(1_000);
});

test("OUT-6: tRPC asks twice while a socket closes: the first socket is closed, and one token serves", async () => {
  const token = vi.fn(() => "a.good.token");
  const { manager, connect } = start({ random: 0, token });
  const refused = await connect();
  refused.isOpen = false;
  const first = manager.admit();
  manager.closed(refused, closeCodes.signInAgain);
  await first;
  const early = { ...fakeSocket(), isOpen: false };
  manager.created(early);
  const second = manager.admit();
  expect(early.close).toHaveBeenCalledTimes(1);
  manager.closed(early, 1006);
  await vi.runAllTimersAsync();
  await second;
  expect(token).toHaveBeenCalledTimes(2);
  expect(manager.state.get()).toMatchObject({ status: "connecting", attempt: 3 });
  const socket = fakeSocket();
  manager.created(socket);
  manager.opened(socket);
  manager.closed(socket, closeCodes.signInAgain);
  expect(manager.state.get()).toEqual({ status: "signed-out", reason: "expired" });
});

test("while a socket is replaced the client stays online, and the end of the old one does not count as a failure", async () => {
  const { manager, connect, wait } = start();
  const old = await connect();
  manager.accepted();
  const replacement = connect();
  await vi.advanceTimersByTimeAsync(999);
  expect(manager.state.get()).toEqual({ status: "online" });
  await vi.advanceTimersByTimeAsync(1);
  const next = await replacement;
  manager.closed(old, 1006);
  expect(manager.state.get()).toEqual({ status: "online" });
  manager.closed(next, 1006);
  expect(await wait()).toBe(500);
});

test("a wake event ends the wait, and probes open sockets", async () => {
  const { manager, connect } = start({ random: 1 });
  const first = await connect();
  manager.wake();
  expect(first.probe).toHaveBeenCalledOnce();
  manager.closed(first, 1006);
  const admitted = manager.admit();
  manager.wake();
  await admitted;
  expect(Date.now()).toBe(1_000_000);
});

test("a wake event does not end the signed-out state; `reconnect` does", async () => {
  const { manager, connect } = start();
  manager.closed(await connect(), closeCodes.stop);
  const token = vi.fn();
  void manager.admit().then(token);
  manager.wake();
  await vi.runAllTimersAsync();
  expect(token).not.toHaveBeenCalled();
  manager.reconnect();
  await vi.runAllTimersAsync();
  expect(token).toHaveBeenCalledOnce();
});

test("two refusals of one socket count once, and both wait for its end", async () => {
  const { manager, connect } = start();
  const socket = await connect();
  const ended = Promise.all([manager.refused(), manager.refused()]);
  expect(socket.close).toHaveBeenCalledOnce();
  expect(manager.state.get()).toMatchObject({ status: "offline", retryAt: Date.now() });
  manager.closed(socket, 1005);
  await ended;
  const next = await connect();
  void manager.refused();
  expect(manager.state.get()).toEqual({ status: "signed-out", reason: "expired" });
  expect(next.close).toHaveBeenCalledOnce();
});

test("the end of a refused socket does not affect its successor", async () => {
  const { manager, connect } = start();
  const refused = await connect();
  void manager.refused();
  await connect();
  manager.accepted();
  manager.closed(refused, 1006);
  expect(manager.state.get()).toEqual({ status: "online" });
});

test("a stable connection resets the count of refusals", async () => {
  const { manager, connect } = start();
  for (let nth = 0; nth < 3; nth += 1) {
    const socket = await connect();
    manager.accepted();
    vi.advanceTimersByTime(3_600_000);
    manager.closed(socket, closeCodes.signInAgain);
    expect(manager.state.get().status).toBe("offline");
  }
});

test("a host whose token function never settles does not block the client forever", async () => {
  const token = vi.fn((): string | Promise<string> => "a.good.token");
  token.mockReturnValueOnce(new Promise(() => {}));
  const { wait } = start({ token, random: 0 });
  expect(await wait()).toBe(10_000 + 100);
  expect(token).toHaveBeenCalledTimes(2);
});

test("a token function that throws at once is called at most ten times a second", async () => {
  const token = vi.fn((): string => {
    throw new Error("not signed in yet");
  });
  const { manager } = start({ token, random: 0 });
  const admitted = manager.admit();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(token).toHaveBeenCalledTimes(11);
  manager.stop();
  await expect(admitted).rejects.toThrow("closed");
});

test("no call is admitted while a socket closes, and of two that wait only the later one is", async () => {
  const { manager, connect } = start({ random: 0 });
  const socket = await connect();
  manager.accepted();
  socket.isOpen = false;
  const first = manager.admit();
  await vi.runAllTimersAsync();
  manager.closed(socket, 1006);
  const second = manager.admit();
  await expect(first).rejects.toThrow("asked again");
  expect(await second).toBe("a.good.token");
});

test("calls that wait for a socket are rejected when the client is closed", async () => {
  const { manager, connect } = start();
  manager.closed(await connect(), 1006);
  const admitted = manager.admit();
  manager.stop();
  await expect(admitted).rejects.toThrow("closed");
  expect(manager.state.get()).toEqual({ status: "idle" });
  expect(vi.getTimerCount()).toBe(0);
});

test("a socket that opens after the client was closed is closed too", async () => {
  const { manager } = start();
  await manager.admit();
  manager.stop();
  const late = fakeSocket();
  manager.opened(late);
  expect(late.close).toHaveBeenCalledOnce();
});

const a = fakeSocket();
const b = fakeSocket();
const now = 1_000_000;
const ready: Attempt = { status: "ready" };
const waiting: Attempt = { status: "waiting", until: now + 700 };
const asking: Attempt = { status: "asking" };
const opening: Attempt = { status: "opening", token: "t" };
const expired = { status: "signed-out", reason: "expired" } as const;
const ended: Attempt = { status: "ended", as: expired };
const retry = (ms: number): Attempt => ({ status: "waiting", until: now + ms });

const running: Connections = {
  isRunning: true,
  attempt: ready,
  open: [],
  dismissed: [],
  attempts: 1,
  failures: 0,
  refusals: 0,
};
const online = { open: [a], acceptedAt: now - 60_000, attempts: 0 };
const closed = (code: number, socket = a): ConnectionEvent => ({
  type: "socket-closed",
  socket,
  code,
});
const lost = { lostAt: now, cause: "server", acceptedAt: undefined } as const;

/** The random value is one half: a first failure waits 500 ms, a server that disconnects 1,000. */
const transitions: [Partial<Connections>, ConnectionEvent, Partial<Connections>][] = [
  [{ isRunning: false }, { type: "started" }, { isRunning: true, attempts: 0 }],
  [
    { attempt: waiting, lostAt: 5 },
    { type: "started" },
    { attempt: ready, attempts: 0, lostAt: undefined },
  ],
  [{ attempt: ended }, { type: "started" }, { attempts: 0 }],
  [
    online,
    { type: "stopped" },
    { isRunning: false, open: [], dismissed: [a], acceptedAt: undefined },
  ],

  [{}, { type: "asked" }, {}],
  [{ attempt: waiting }, { type: "asked" }, {}],
  [{ attempt: asking }, { type: "asked" }, { attempt: ready }],
  [{ attempt: ended }, { type: "asked" }, {}],
  // A replaced socket stays open meanwhile.
  [online, { type: "asked" }, { attempt: retry(1_000) }],
  // The attempt has no result.
  [
    { attempt: opening },
    { type: "asked" },
    { attempt: retry(500), failures: 1, lostAt: now, cause: "server" },
  ],
  [
    { attempt: { ...opening, socket: a } },
    { type: "asked" },
    { attempt: { status: "ready", token: "t" }, dismissed: [a] },
  ],
  [{ attempt: { status: "ready", token: "t" }, open: [b] }, { type: "asked" }, {}],

  [{}, { type: "token-requested" }, { attempt: asking, attempts: 2 }],
  [
    { attempt: asking },
    { type: "token-failed" },
    { attempt: retry(500), failures: 1, lostAt: now, cause: "token" },
  ],
  [{ attempt: waiting }, { type: "token-failed" }, {}],
  [{ attempt: asking }, { type: "token-granted", token: "t" }, { attempt: opening }],

  [
    { attempt: opening },
    { type: "socket-created", socket: a },
    { attempt: { ...opening, socket: a } },
  ],
  [{ attempt: waiting }, { type: "socket-created", socket: a }, {}],
  [
    { attempt: { ...opening, socket: a } },
    { type: "socket-opened", socket: a },
    { attempt: ready, open: [a] },
  ],
  [{ attempt: ended }, { type: "socket-opened", socket: a }, { dismissed: [a] }],
  [{ isRunning: false }, { type: "socket-opened", socket: a }, { dismissed: [a] }],

  [
    { open: [a], lostAt: 5, cause: "server" },
    { type: "accepted" },
    { acceptedAt: now, attempts: 0, lostAt: undefined, cause: undefined },
  ],
  [{}, { type: "accepted" }, {}],
  [
    { open: [a], isAnswering: true },
    { type: "accepted" },
    { acceptedAt: now, attempts: 0, isAnswering: undefined },
  ],

  // Only answers while there is no connection count.
  [{}, { type: "called", isAnswered: true }, { isAnswering: true }],
  [online, { type: "called", isAnswered: true }, { isAnswering: false }],
  [{ isAnswering: true }, { type: "called", isAnswered: false }, { isAnswering: false }],
  [{ isAnswering: true }, { type: "stopped" }, { isRunning: false, isAnswering: undefined }],
  [online, { type: "accepted" }, {}],

  // Only a stable connection resets failures.
  [
    { ...online, failures: 3, refusals: 1 },
    closed(1006),
    { ...lost, open: [], attempt: retry(500), failures: 1, refusals: 0 },
  ],
  [
    { ...online, acceptedAt: now - 1, failures: 1 },
    closed(1006),
    { ...lost, open: [], attempt: retry(1_000), failures: 2 },
  ],
  [{ ...online, open: [a, b] }, closed(1006), { open: [b] }],
  [{ dismissed: [a] }, closed(1006), { dismissed: [] }],
  [
    { attempt: { ...opening, socket: a } },
    closed(1006),
    { attempt: retry(500), failures: 1, lostAt: now, cause: "server" },
  ],
  [online, closed(closeCodes.goingAway), { ...lost, open: [], attempt: retry(1_000) }],
  [online, closed(closeCodes.signInAgain), { ...lost, open: [], attempt: retry(0), refusals: 1 }],
  [
    { open: [a], refusals: 1 },
    closed(closeCodes.signInAgain),
    { acceptedAt: undefined, open: [], attempt: ended, refusals: 2 },
  ],
  [
    online,
    closed(closeCodes.stop),
    { open: [], attempt: { status: "ended", as: { ...expired, reason: "refused" } } },
  ],

  [
    online,
    { type: "refused" },
    { ...lost, open: [], dismissed: [a], attempt: retry(0), refusals: 1 },
  ],
  [{ attempt: waiting }, { type: "refused" }, {}],
  [online, { type: "ended", as: expired }, { open: [], dismissed: [a], attempt: ended }],

  [
    { attempt: ended, failures: 3, refusals: 2 },
    { type: "reconnect-requested" },
    { attempt: ready, attempts: 0, failures: 0, refusals: 0 },
  ],
  [{ attempt: waiting }, { type: "reconnect-requested" }, { attempt: retry(0), attempts: 0 }],
  [
    { attempt: { ...opening, socket: a } },
    { type: "reconnect-requested" },
    { attempt: { status: "opening", socket: a }, attempts: 0 },
  ],

  [
    online,
    { type: "network-lost" },
    { ...lost, cause: "server", open: [], dismissed: [a], attempt: retry(500), failures: 1 },
  ],
  [
    { ...online, attempt: { ...opening, socket: b } },
    { type: "network-lost" },
    { ...lost, open: [], dismissed: [a, b], attempt: retry(500), failures: 1 },
  ],
  [{ attempt: waiting }, { type: "network-lost" }, { cause: "network" }],
  [{ attempt: ended }, { type: "network-lost" }, {}],

  [{ attempt: waiting }, { type: "woken" }, { attempt: retry(0) }],
  [{ attempt: asking }, { type: "woken" }, {}],
];

test.each(transitions)("a connection %j, after %j, changes %j", (before, event, change) => {
  const state = { ...running, ...before };
  const after = transition(state, event, { now, random: () => 0.5, isDeviceOffline: false });
  expect(after).toEqual({ ...state, ...change });
});

test.each<[Partial<Connections>, object]>([
  [{ isRunning: false, attempt: waiting }, { status: "idle" }],
  [{ attempts: 0 }, { status: "idle" }],
  [
    { attempt: asking, isAnswering: true },
    { status: "connecting", attempt: 1, cause: "socket" },
  ],
  [
    { attempt: waiting, lostAt: 5, cause: "server", isAnswering: true },
    { status: "offline", since: 5, retryAt: waiting.until, cause: "socket" },
  ],
  [
    { attempt: waiting, lostAt: 5, cause: "network", isAnswering: true },
    { status: "offline", since: 5, retryAt: waiting.until, cause: "network" },
  ],
  [
    { attempt: asking, lostAt: 5, cause: "server" },
    { status: "connecting", attempt: 1, since: 5, cause: "server" },
  ],
  [
    { attempt: opening, attempts: 3 },
    { status: "connecting", attempt: 3 },
  ],
  [{ open: [a] }, { status: "connecting", attempt: 1 }],
  [online, { status: "online" }],
  [{ ...online, attempt: waiting }, { status: "online" }],
  [
    { attempt: waiting, lostAt: 5, cause: "token" },
    { status: "offline", since: 5, retryAt: now + 700, cause: "token" },
  ],
  [{ isRunning: false, attempt: ended }, expired],
])("a connection %j is shown as %j", (state, expected) => {
  expect(connectionStateOf({ ...running, ...state })).toEqual(expected);
});
