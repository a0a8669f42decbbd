import { expect, test, vi } from "vitest";
import { closed, listenFor } from "../testing/bus-contract.ts";
import { createSharedLog, openBusPair } from "../testing/bus-pair.ts";
import type { Transport, TransportHost, Notification } from "./transport.ts";
import { createBus } from "./create-bus.ts";

/** A transport with which a test can simulate network faults. */
function createFaultyTransport() {
  const published: Notification[] = [];
  const state = { isAway: false, host: undefined as TransportHost | undefined };
  const transport: Transport = {
    start: (host) => void (state.host = host),
    async publish(notification) {
      if (state.isAway) throw new Error("away");
      published.push(notification);
    },
    follow: () => undefined,
    unfollow: () => undefined,
    ready: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  return { transport, published, state };
}

test("BUS-8: notifications that a transport loses silently are found by the next reconciliation", async () => {
  const lost: Notification[] = [];
  const deaf = async (): Promise<Transport> => {
    const { transport } = createFaultyTransport();
    return { ...transport, publish: async (notification) => void lost.push(notification) };
  };
  await using pair = await openBusPair({ openTransport: deaf, reconcileEvery: 20 });
  const ada = await listenFor(pair.other, "ada");
  pair.one.deliver([pair.log.append("ada", closed("a"))]);
  await vi.waitFor(() => expect(ada.events.at(-1)?.seq).toBe(1));
  pair.one.deliver([pair.log.append("ada", closed("b")), pair.log.append("ada", closed("c"))]);
  await vi.waitFor(() => expect(ada.events.at(-1)?.seq).toBe(3));
  expect(ada.events.slice(-2).map(({ event }) => event)).toEqual([closed("b"), closed("c")]);
  pair.log.closeAccount("ada");
  pair.one.authority("ada");
  await vi.waitFor(() => expect(ada.heard.authority).toBeGreaterThan(0));
  expect(lost.flatMap(({ hints }) => hints).length, "they were lost").toBeGreaterThanOrEqual(2);
});

test("BUS-7: what could not be published is merged and published later; signals have expired by then", async () => {
  const { transport, published, state } = createFaultyTransport();
  const log = createSharedLog();
  const faults: unknown[] = [];
  const bus = createBus({
    loadEvents: log.loadEvents,
    onFault: (fault) => faults.push(fault),
    peers: { transport, loadStreamHeads: log.loadStreamHeads, reconcileEvery: 3_600_000 },
  });
  state.isAway = true;
  for (let nth = 0; nth < 100; nth += 1) bus.deliver([log.append("ada", closed("a"))]);
  bus.authority("ben");
  bus.signal({
    userIds: ["ada"],
    signal: { type: "presence", presence: { userId: "ben", state: "online", lastSeenAt: null } },
  });
  await vi.waitFor(() => expect(faults).toHaveLength(1));
  expect(published).toEqual([]);
  state.isAway = false;
  state.host?.onGap();
  await vi.waitFor(() => expect(published).toHaveLength(1));
  expect(published[0]).toMatchObject({
    hints: [{ userId: "ada", first: 1, last: 100 }],
    signals: [],
    authority: ["ben"],
    reconcile: true,
  });
  await bus.close();
});

test("BUS-5: if reading the log fails, each subscriber gets a hint and reads it alone", async () => {
  const faults: unknown[] = [];
  const bus = createBus({
    loadEvents: () => Promise.reject(new Error("away")),
    onFault: (fault) => faults.push(fault),
  });
  const ada = await listenFor(bus, "ada");
  bus.deliver([{ userId: "ada", first: 3, seq: 5 }]);
  await vi.waitFor(() => expect(ada.events).toEqual([{ userId: "ada", first: 3, seq: 5 }]));
  expect(faults).toHaveLength(1);
});

test("BUS-5: a user with very many new events reads alone, and delays no other", async () => {
  const log = createSharedLog();
  const bus = createBus({ loadEvents: log.loadEvents });
  const ada = await listenFor(bus, "ada");
  bus.deliver([{ userId: "ada", first: 1, seq: 10_000 }]);
  await vi.waitFor(() => expect(ada.events).toEqual([{ userId: "ada", first: 1, seq: 10_000 }]));
  expect(log.readings).toEqual([]);
});
