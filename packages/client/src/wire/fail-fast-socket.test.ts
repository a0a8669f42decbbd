import { beforeEach, expect, test, vi } from "vitest";
import { createFailFastSocketClass, type LiveSocket, socketTimeouts } from "./fail-fast-socket.ts";

beforeEach(() => void vi.useFakeTimers());

/** A socket whose events the test controls. */
class DeadSocket extends EventTarget {
  static readonly OPEN = 1;
  readyState = 0;
  readonly sent: string[] = [];
  send(data: string) {
    this.sent.push(data);
  }
  close() {
    this.readyState = 2;
  }
  happen(type: "open" | "error" | "close" | "message", rest: object = {}) {
    if (type === "open") this.readyState = DeadSocket.OPEN;
    if (type === "close") this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event(type), rest));
  }
}

function open() {
  const opened: LiveSocket[] = [];
  const closed: number[] = [];
  const FailFast = createFailFastSocketClass({
    // The part of the browser's class that this class uses.
    Base: DeadSocket as unknown as typeof WebSocket,
    watcher: {
      created: () => {},
      opened: (socket) => opened.push(socket),
      closed: (_, code) => closed.push(code),
    },
    timeouts: socketTimeouts,
  });
  const socket = new FailFast("ws://127.0.0.1") as unknown as DeadSocket & LiveSocket;
  const events: string[] = [];
  for (const type of ["error", "close"]) socket.addEventListener(type, () => events.push(type));
  return { socket, events, opened, closed };
}

test("a closing handshake without an answer ends after its timeout", () => {
  const { socket, events, opened, closed } = open();
  socket.happen("open");
  expect(opened).toEqual([socket]);
  socket.close();
  vi.advanceTimersByTime(socketTimeouts.close - 1);
  expect(events).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(events).toEqual(["close"]);
  expect(closed).toEqual([1006]);
  // Chromium's own event, a minute later.
  socket.happen("close", { code: 1006 });
  expect(events).toEqual(["close"]);
  expect(closed).toEqual([1006]);
});

test("a closing handshake that is answered keeps its own code", () => {
  const { socket, events, closed } = open();
  socket.happen("open");
  socket.close();
  socket.happen("close", { code: 4401 });
  vi.runAllTimers();
  expect(events).toEqual(["close"]);
  expect(closed).toEqual([4401]);
});

test("a connection that is never established ends as an error", () => {
  const { socket, events, opened, closed } = open();
  vi.advanceTimersByTime(socketTimeouts.connect + socketTimeouts.close);
  expect(events).toEqual(["error", "close"]);
  expect(opened).toEqual([]);
  expect(closed).toEqual([1006]);
  socket.happen("error");
  expect(events).toEqual(["error", "close"]);
});

test("an open socket stays open however long it is silent", () => {
  const { socket, events } = open();
  socket.happen("open");
  vi.advanceTimersByTime(3_600_000);
  expect(events).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
  expect(socket.readyState).toBe(DeadSocket.OPEN);
});

test("a probe closes a socket on which nothing arrives", () => {
  const { socket, closed } = open();
  socket.happen("open");
  socket.probe();
  expect(socket.sent).toEqual(["PING"]);
  vi.advanceTimersByTime(socketTimeouts.probe + socketTimeouts.close);
  expect(closed).toEqual([1006]);
});

test("a probe that is answered by any frame leaves the socket open", () => {
  const { socket, closed } = open();
  socket.happen("open");
  socket.probe();
  vi.advanceTimersByTime(socketTimeouts.probe - 1);
  socket.happen("message", { data: "PONG" });
  vi.runAllTimers();
  expect(closed).toEqual([]);
});
