import { limits } from "@parley/contract/limits";
import { streams } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test, type MockInstance, vi } from "vitest";
import { type Follower, newId, nextOf, type Numbered, reasonOf } from "../../../testing/index.ts";
import { useTestApi } from "../../../testing/vitest.ts";
import { unwrapTracked } from "../../../testing/follow.ts";

const api = useTestApi({
  people: { ada: "MENTOR", ben: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben"] }],
});
let conversationId: string;

beforeEach(async () => {
  conversationId = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

const send = (body: string) => api.as("ben").messages.send({ conversationId, id: newId(), body });

async function take(follower: Follower<Numbered>, count: number) {
  const taken: Numbered[] = [];
  while (taken.length < count) taken.push(await follower.next());
  return taken;
}

async function streamsOf(userId: string) {
  const [row] = await api.platform.db.select().from(streams).where(eq(streams.userId, userId));
  return row ?? { head: 0 };
}

const bodies = (events: readonly Numbered[]) =>
  events.map(({ event }) => (event.type === "message.created" ? event.message.body : event.type));

test("EVT-3: a cursor yields everything after it, once and in order, and then live events", async () => {
  await send("before");
  const { cursor } = await api.as("ada").users.me();
  await send("missed 1");
  await send("missed 2");
  await using ada = await api.follow("ada", Number(cursor));
  const missed = await take(ada, 2);
  await send("live");
  const all = [...missed, ...(await take(ada, 1))];
  expect(bodies(all)).toEqual(["missed 1", "missed 2", "live"]);
  expect(all.map(({ seq }) => seq - Number(cursor))).toEqual([1, 2, 3]);
});

test("EVT-3: events that arrive during catch-up are neither lost nor duplicated", async () => {
  await Promise.all(Array.from({ length: 40 }, (_, at) => send(`old ${at}`)));
  await using ada = await api.follow("ada", 0);
  const sending = Promise.all(Array.from({ length: 40 }, (_, at) => send(`new ${at}`)));
  const taken = await take(ada, 80);
  await sending;
  expect(taken.map(({ seq }) => seq)).toEqual(Array.from({ length: 80 }, (_, at) => at + 1));
});

test("EVT-4: a cursor older than the floor, or newer than the head, gets one resync at the head", async () => {
  await send("one");
  await send("two");
  await api.platform.db.update(streams).set({ floor: 1 }).where(eq(streams.userId, "ada"));
  for (const cursor of [0, 9_999]) {
    await using ada = await api.follow("ada", cursor);
    expect(await ada.next()).toEqual({ seq: 2, event: { type: "resync" } });
  }
  await using known = await api.follow("ada", 1);
  expect(bodies([await known.next()])).toEqual(["two"]);
});

test("EVT-4: without a cursor the stream begins with resync, so that the client knows its position", async () => {
  await send("one");
  const events = await api.as("ada").events.stream({});
  for await (const raw of events) {
    expect(unwrapTracked(raw)).toEqual({ seq: 1, event: { type: "resync" } });
    break;
  }
});

test.each(["abc", "-1", "1.5", "9".repeat(30), " 1"])(
  "EVT-5: the cursor %j is refused",
  async (lastEventId) => {
    expect(await reasonOf(api.as("ada").events.stream({ lastEventId }))).toBe("invalid_input");
  },
);

test("EVT-6: a gap in events of the bus is filled from the log", async () => {
  await using ada = await api.follow("ada");
  const deliver = vi.spyOn(api.platform.bus, "deliver");
  deliver.mockImplementationOnce(() => undefined);
  await send("lost on the way");
  expect(deliver).toHaveBeenCalledTimes(1);
  await send("arrives");
  expect(bodies(await take(ada, 2))).toEqual(["lost on the way", "arrives"]);
  deliver.mockRestore();
});

test("EVT-6: events that the bus repeats are delivered once", async () => {
  await using ada = await api.follow("ada");
  const { deliver } = api.platform.bus;
  const twice = vi.spyOn(api.platform.bus, "deliver").mockImplementation((deliveries) => {
    deliver(deliveries);
    deliver(deliveries);
  });
  await send("one");
  await send("two");
  expect(bodies(await take(ada, 2))).toEqual(["one", "two"]);
  twice.mockRestore();
});

test("EVT-8: a subscriber who falls behind its mailbox catches up from the log", async () => {
  await using ada = await api.follow("ada");
  const { deliver } = api.platform.bus;
  let delivered = 0;
  const flood = vi.spyOn(api.platform.bus, "deliver").mockImplementation((deliveries) => {
    const [first] = deliveries.filter(({ userId }) => userId === "ada");
    if (first === undefined) return;
    for (let at = 0; at <= limits.mailboxMax; at += 1) deliver([first]);
    delivered += 1;
  });
  await send("one");
  await send("two");
  expect(bodies(await take(ada, 2))).toEqual(["one", "two"]);
  expect(delivered).toBe(2);
  flood.mockRestore();
});

test("RATE-8: a resuming stream does not wait for reads, and a new one does", async () => {
  await send("one");
  const places = Promise.withResolvers<void>();
  // Every permit is taken, as by a thousand pages that load at once.
  const holders = Array.from({ length: 50 }, () => api.platform.reads.run(() => places.promise));
  const fresh = api.as("ada").events.stream({});
  const beginning = (async () => {
    for await (const raw of await fresh) return unwrapTracked(raw);
    return undefined;
  })();
  const order: string[] = [];
  void beginning.then(() => order.push("first load"));
  await vi.waitFor(() => expect(api.platform.reads.waiting).toBeGreaterThan(40));

  const cursor = (await streamsOf("ben")).head;
  await using ben = await api.follow("ben", cursor - 1);
  expect(bodies([await ben.next()])).toEqual(["one"]);
  order.push("resume");
  expect(order).toEqual(["resume"]);
  places.resolve();
  await Promise.all(holders);
  expect(await beginning).toMatchObject({ event: { type: "resync" } });
  expect(order).toEqual(["resume", "first load"]);
});

test("RATE-8: a resume reads its account and its log, and nothing else", async () => {
  await send("one");
  const { head } = await streamsOf("ada");
  const query = vi.spyOn(api.platform.db.$client, "query");
  await using ada = await api.follow("ada", head - 1);
  expect(bodies([await ada.next()])).toEqual(["one"]);
  expect(query.mock.calls).toHaveLength(2);
  query.mockRestore();
});

test("EVT-7: a short database outage ends no subscription", async () => {
  await send("one");
  const { $client: pool } = api.platform.db;
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
  const isLog = (asked: unknown) => JSON.stringify(asked).includes('"name":"events.log');
  const away = vi.fn(() => Promise.reject(new Error("Connection terminated unexpectedly")));
  const asking = vi.spyOn(pool, "query") as unknown as MockInstance<typeof query>;
  asking.mockImplementation((...args) =>
    isLog(args[0]) && away.mock.calls.length === 0 ? away() : query(...args),
  );
  await using ada = await api.follow("ada", 0);
  expect(bodies(await take(ada, 1))).toEqual(["one"]);
  expect(away).toHaveBeenCalledOnce();
  expect(api.faults).toHaveLength(1);
  asking.mockRestore();
});

test("EVT-9: ending a subscription leaves no listener behind", async () => {
  const stopped = vi.fn<() => void>();
  const { listen } = api.platform.bus;
  const listening = vi.spyOn(api.platform.bus, "listen").mockImplementation((userId, listener) => {
    const stop = listen(userId, listener);
    return () => {
      stopped();
      stop();
    };
  });
  const ada = await api.follow("ada");
  await send("one");
  await nextOf(ada, "message.created");
  await ada.stop();
  // Subscriptions to the user's events, and to changes of the account.
  expect(listening).toHaveBeenCalledTimes(2);
  expect(stopped).toHaveBeenCalledTimes(2);
  listening.mockRestore();
});
