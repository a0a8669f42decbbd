import { expect, test, vi } from "vitest";
import { closed, listenFor } from "../testing/bus-contract.ts";
import { createSharedLog, openBusPair } from "../testing/bus-pair.ts";
import type { Carrier, CarrierHost, News } from "./transport.ts";
import { createBus } from "./create-bus.ts";

/** A carrier on which a test can do what networks do. */
function createFaultyCarrier() {
  const published: News[] = [];
  const state = { isAway: false, host: undefined as CarrierHost | undefined };
  const carrier: Carrier = {
    start: (host) => void (state.host = host),
    async publish(news) {
      if (state.isAway) throw new Error("away");
      published.push(news);
    },
    follow: () => undefined,
    unfollow: () => undefined,
    ready: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  return { carrier, published, state };
}

test("BUS-8: news that a carrier loses without a word are found by the next look", async () => {
  const lost: News[] = [];
  const deaf = async (): Promise<Carrier> => {
    const { carrier } = createFaultyCarrier();
    return { ...carrier, publish: async (news) => void lost.push(news) };
  };
  await using pair = await openBusPair({ openCarrier: deaf, lookEvery: 20 });
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

test("BUS-7: what could not leave is joined and leaves later; signals are over by then", async () => {
  const { carrier, published, state } = createFaultyCarrier();
  const log = createSharedLog();
  const faults: unknown[] = [];
  const bus = createBus({
    readNews: log.readNews,
    onFault: (fault) => faults.push(fault),
    exchange: { carrier, lookUp: log.lookUp, lookEvery: 3_600_000 },
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
    look: true,
  });
  await bus.close();
});

test("BUS-5: where reading the log fails, each subscriber is told to read it alone", async () => {
  const faults: unknown[] = [];
  const bus = createBus({
    readNews: () => Promise.reject(new Error("away")),
    onFault: (fault) => faults.push(fault),
  });
  const ada = await listenFor(bus, "ada");
  bus.deliver([{ userId: "ada", first: 3, seq: 5 }]);
  await vi.waitFor(() => expect(ada.events).toEqual([{ userId: "ada", first: 3, seq: 5 }]));
  expect(faults).toHaveLength(1);
});

test("BUS-5: a person with very much news reads alone, and holds nobody up", async () => {
  const log = createSharedLog();
  const bus = createBus({ readNews: log.readNews });
  const ada = await listenFor(bus, "ada");
  bus.deliver([{ userId: "ada", first: 1, seq: 10_000 }]);
  await vi.waitFor(() => expect(ada.events).toEqual([{ userId: "ada", first: 1, seq: 10_000 }]));
  expect(log.readings).toEqual([]);
});
