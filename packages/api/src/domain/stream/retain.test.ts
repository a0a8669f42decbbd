import { streamEvents, streams } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { defaultRetention, retainStreams } from "./retain.ts";

const api = useTestApi({
  people: { ada: "MENTOR", ben: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben"] }],
});
let conversationId: string;

beforeEach(async () => {
  conversationId = (await api.as("ben").conversations.open({ userId: "ada" })).id;
  for (let at = 1; at <= 10; at += 1) {
    await api.as("ben").messages.send({ conversationId, id: newId(), body: `message ${at}` });
  }
});

const kept = async (userId: string) => {
  const rows = await api.platform.db
    .select({ seq: streamEvents.seq })
    .from(streamEvents)
    .where(eq(streamEvents.userId, userId))
    .orderBy(streamEvents.seq);
  return rows.map(({ seq }) => seq);
};

test("EVT-14: above the maximum number of events the oldest are removed, in batches, and the floor rises", async () => {
  const batch = { streams: 1, events: 3 };
  await retainStreams(api.platform, { ...defaultRetention, maxEvents: 4, batch });
  expect(await kept("ada")).toEqual([7, 8, 9, 10]);
  const [row] = await api.platform.db.select().from(streams).where(eq(streams.userId, "ada"));
  expect(row).toMatchObject({ head: 10, floor: 6 });
});

test("EVT-14: expired events are removed", async () => {
  await api.platform.db.update(streamEvents).set({ createdAt: api.clock.now() });
  api.clock.advance(defaultRetention.maxAge + 1);
  expect(await retainStreams(api.platform)).toBeGreaterThan(0);
  expect(await kept("ada")).toEqual([]);
  expect(await retainStreams(api.platform)).toBe(0);
});

test("EVT-14: a cursor below the floor gets resync, one on it continues", async () => {
  await retainStreams(api.platform, { ...defaultRetention, maxEvents: 4 });
  await using late = await api.follow("ada", 5);
  expect(await late.next()).toEqual({ seq: 10, event: { type: "resync" } });
  await using inTime = await api.follow("ada", 6);
  expect(await inTime.next()).toMatchObject({ seq: 7, event: { type: "message.created" } });
});

test("EVT-14: a subscriber whose cursor is trimmed while it waits gets resync, never a silent gap", async () => {
  await using ada = await api.follow("ada");
  await api.as("ben").messages.send({ conversationId, id: newId(), body: "first" });
  expect(await ada.next()).toMatchObject({ seq: 11 });
  const { deliver } = api.platform.bus;
  api.platform.bus.deliver = () => undefined;
  await api.as("ben").messages.send({ conversationId, id: newId(), body: "unseen" });
  await retainStreams(api.platform, { ...defaultRetention, maxEvents: 0 });
  api.platform.bus.deliver = deliver;
  await api.as("ben").messages.send({ conversationId, id: newId(), body: "seen" });
  expect(await ada.next()).toEqual({ seq: 13, event: { type: "resync" } });
});
