import type { Signal, StreamEvent } from "@parley/contract/events";
import { describe, expect, test, vi } from "vitest";
import type { Bus, Delivery } from "../bus/bus.ts";
import type { BusPair } from "./bus-pair.ts";

export const closed = (conversationId: string): StreamEvent => ({
  type: "conversation.closed",
  conversationId,
});
const typing = (userId: string): Signal => ({
  type: "typing",
  conversationId: "01900000-0000-7000-8000-000000000001",
  userId,
  typing: true,
});

/** Subscribes, and records. Resolves once the subscription is active, across processes too. */
export async function listenFor(bus: Bus, userId: string) {
  const heard = { events: [] as Delivery[], signals: [] as Signal[], authority: 0 };
  const stop = bus.listen(userId, {
    onEvent: (delivery) => heard.events.push(delivery),
    onSignal: (signal) => heard.signals.push(signal),
    onAuthority: () => (heard.authority += 1),
  });
  await bus.ready(userId);
  return { ...heard, heard, stop };
}

/** An event that every version understands: an id that the contract accepts. */
export const closedAt = (nth: number) =>
  closed(`01900000-0000-7000-8000-${String(nth).padStart(12, "0")}`);

const seqs = (events: readonly Delivery[]) => events.map(({ seq }) => seq);

/** A subscriber of the process that publishes. */
function testSubscriptions(open: () => Promise<BusPair>): void {
  test("BUS-1: a subscriber of the same process has the whole event before deliver returns", async () => {
    await using pair = await open();
    const ada = await listenFor(pair.one, "ada");
    const event = closed("a");
    pair.one.deliver([pair.log.append("ada", event)]);
    expect(ada.events).toEqual([{ userId: "ada", seq: 1, event }]);
    expect(ada.events[0]?.event).toBe(event);
    expect(pair.log.readings).toEqual([]);
  });

  test("BUS-1: an unsubscribed listener receives nothing more, and the others still do", async () => {
    await using pair = await open();
    const first = await listenFor(pair.other, "ada");
    const second = await listenFor(pair.other, "ada");
    first.stop();
    pair.one.deliver([pair.log.append("ada", closed("a"))]);
    await vi.waitFor(() => expect(seqs(second.events)).toEqual([1]));
    second.stop();
    const third = await listenFor(pair.other, "ada");
    pair.one.deliver([pair.log.append("ada", closed("b"))]);
    await vi.waitFor(() => expect(seqs(third.events)).toEqual([2]));
    expect(seqs(first.events)).toEqual([]);
    expect(seqs(second.events)).toEqual([1]);
  });
}

/** Events from process to process. */
function testDelivery(open: () => Promise<BusPair>): void {
  test("BUS-2: a subscriber of another process gets every event, in order", async () => {
    await using pair = await open();
    const ada = await listenFor(pair.other, "ada");
    for (let nth = 1; nth <= 20; nth += 1) {
      pair.one.deliver([pair.log.append("ada", closed(String(nth)))]);
      await vi.waitFor(() => expect(ada.events).toHaveLength(nth));
    }
    expect(seqs(ada.events)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    expect(ada.events[19]?.event).toEqual(closed("20"));
  });

  test("BUS-2: events for 3,000 users, with the longest ids, arrive", async () => {
    await using pair = await open();
    const ids = Array.from({ length: 3_000 }, (_, nth) => `${nth}.${"x".repeat(120)}`);
    const people = ids.map((id) => {
      const events: Delivery[] = [];
      pair.other.listen(id, { onEvent: (delivery) => events.push(delivery) });
      return events;
    });
    await pair.other.ready(ids[0] ?? "");
    pair.one.deliver(ids.map((id) => pair.log.append(id, closed(id.slice(0, 4)))));
    await vi.waitFor(
      () => expect(people.filter(({ length }) => length === 1)).toHaveLength(3_000),
      20_000,
    );
  });

  test.each(["ada", "a.b", "ada|org:1", "ada+test@example.org", "~a-b_c", "x".repeat(128)])(
    "BUS-2: events reach only the user of the id %s",
    async (id) => {
      await using pair = await open();
      const person = await listenFor(pair.other, id);
      const other = await listenFor(pair.other, `${id.slice(0, 100)}0`);
      pair.one.deliver([pair.log.append(id, closed("a"))]);
      await vi.waitFor(() => expect(seqs(person.events)).toEqual([1]));
      expect(other.events).toEqual([]);
    },
  );

  test("BUS-5: hints of many users are read from the log in a batch", async () => {
    await using pair = await open();
    const ids = Array.from({ length: 200 }, (_, nth) => `user-${nth}`);
    const people = await Promise.all(ids.map((id) => listenFor(pair.other, id)));
    pair.one.deliver(
      ids.map((id) => {
        const { userId, seq } = pair.log.append(id, closed("a"));
        return { userId, seq };
      }),
    );
    await vi.waitFor(() =>
      expect(people.filter(({ events }) => events.length === 1)).toHaveLength(200),
    );
    expect(people[0]?.events[0]?.event).toEqual(closed("a"));
    // A transport may deliver them in several parts, each of which triggers a read.
    expect(pair.log.readings.length).toBeLessThan(20);
    expect(pair.log.readings.flat()).toHaveLength(200);
  });
}

/** What is neither stored nor numbered. */
function testSignals(open: () => Promise<BusPair>): void {
  test("BUS-3: a signal reaches its recipients, in every process", async () => {
    await using pair = await open();
    const [ada, ben, eve] = await Promise.all([
      listenFor(pair.one, "ada"),
      listenFor(pair.other, "ben"),
      listenFor(pair.other, "eve"),
    ]);
    const many = Array.from({ length: 400 }, (_, nth) => `${nth}-${"y".repeat(100)}`);
    pair.one.signal({ userIds: ["ada", ...many, "ben"], signal: typing("cleo") });
    expect(ada.signals).toEqual([typing("cleo")]);
    await vi.waitFor(() => expect(ben.signals).toEqual([typing("cleo")]));
    expect(eve.signals).toEqual([]);
  });

  test("BUS-4: a change of an account reaches all its sessions, in every process", async () => {
    await using pair = await open();
    const here = await listenFor(pair.one, "ada");
    const there = await listenFor(pair.other, "ada");
    pair.one.authority("ada");
    expect(here.heard.authority).toBeGreaterThan(0);
    await vi.waitFor(() => expect(there.heard.authority).toBeGreaterThan(0));
  });
}

/** What every bus guarantees, over any transport. */
export function busContract(open: () => Promise<BusPair>): void {
  describe("subscriptions", () => {
    testSubscriptions(open);
  });
  describe("delivery", () => {
    testDelivery(open);
  });
  describe("signals", () => {
    testSignals(open);
  });
}

/** What a bus guarantees if events are sent inline between processes. */
export function inlineEventsContract(open: () => Promise<BusPair>): void {
  test("BUS-12: events with few recipients are sent inline, in order, without a read of the log", async () => {
    await using pair = await open();
    const ada = await listenFor(pair.other, "ada");
    const ben = await listenFor(pair.other, "ben");
    const events = Array.from({ length: 5 }, (_, nth) => closedAt(nth));
    for (const event of events) {
      pair.one.deliver([pair.log.append("ada", event), pair.log.append("ben", event)]);
    }
    await vi.waitFor(() => expect([ada.events, ben.events].flat()).toHaveLength(10));
    expect(ada.events).toEqual(events.map((event, at) => ({ userId: "ada", seq: at + 1, event })));
    expect(seqs(ben.events)).toEqual([1, 2, 3, 4, 5]);
    expect(pair.log.readings).toEqual([]);
  });

  test("BUS-12: events with many recipients are read from the log once", async () => {
    await using pair = await open();
    const ids = Array.from({ length: 20 }, (_, nth) => `user-${nth}`);
    const people = await Promise.all(ids.map((id) => listenFor(pair.other, id)));
    const event = closedAt(1);
    pair.one.deliver(ids.map((id) => pair.log.append(id, event)));
    await vi.waitFor(() =>
      expect(people.flatMap(({ events }) => events.map((one) => one.event))).toEqual(
        ids.map(() => event),
      ),
    );
    expect(pair.log.readings.flat()).toHaveLength(20);
  });

  test("BUS-12: a different event for each of 300 users at once: nothing is missing", async () => {
    await using pair = await open();
    const ids = Array.from({ length: 300 }, (_, nth) => `user-${nth}`);
    const people = await Promise.all(ids.map((id) => listenFor(pair.other, id)));
    pair.one.deliver(ids.map((id, nth) => pair.log.append(id, closedAt(nth))));
    await vi.waitFor(() =>
      expect(people.flatMap(({ events }) => events.map((one) => one.event))).toEqual(
        ids.map((_, nth) => closedAt(nth)),
      ),
    );
  });

  test("BUS-12: what this version does not understand is read from the log", async () => {
    await using pair = await open();
    const ada = await listenFor(pair.other, "ada");
    const unknown = { type: "of.tomorrow" } as unknown as StreamEvent;
    pair.one.deliver([pair.log.append("ada", unknown)]);
    await vi.waitFor(() => expect(seqs(ada.events)).toEqual([1]));
    expect(pair.log.readings.flat()).toHaveLength(1);
  });
}
