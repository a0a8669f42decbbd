import { streams } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { newId, nextOf } from "../../../testing/index.ts";
import { useTestApi } from "../../../testing/vitest.ts";
import { loadActor } from "../../users/load-actor.ts";
import { readLog } from "./read-log.ts";
import { loadEvents } from "./load-events.ts";

const api = useTestApi({ people: { ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", root: "ADMIN" } });
let group: string;
let direct: string;
const people = ["ada", "ben", "cleo", "root"];

beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

const say = (from: string, conversationId: string, body: string) =>
  api.as(from).messages.send({ conversationId, id: newId(), body });

async function headOf(userId: string) {
  const [row] = await api.platform.db.select().from(streams).where(eq(streams.userId, userId));
  return row?.head ?? 0;
}

async function logOf(userId: string) {
  const session = {
    kind: "user" as const,
    userId,
    issuedAt: api.clock.now(),
    expiresAt: api.clock.now(),
  };
  const ctx = { ...api.platform, actor: await loadActor({ ctx: api.platform, session }) };
  const page = await readLog(ctx, 0);
  return page.kind === "page" ? page.events : [];
}

/** An example of every kind of event that arrives as a hint. */
async function live() {
  await api.as("ben").conversations.delete({ conversationId: direct });
  await say("ben", direct, "one");
  await say("ada", direct, "two");
  await say("cleo", group, "to all");
  await say("ada", group, "to all again");
  await api.as("ben").messages.react({ conversationId: group, seq: 1, emoji: "👍" });
  await api
    .as("ada")
    .messages.edit({ conversationId: direct, seq: 2, body: "2", expectedVersion: 1 });
  await api.as("ben").messages.markRead({ conversationId: direct, seq: 2 });
  await api.as("ben").messages.markRead({ conversationId: group, seq: 2 });
  await api.as("ada").messages.delete({ conversationId: group, seq: 2 });
}

test("BUS-5: events read for many users together are what each would read alone, in one query", async () => {
  const before = await Promise.all(people.map(headOf));
  await live();
  const heads = await Promise.all(people.map(headOf));
  const query = vi.spyOn(api.platform.db.$client, "query");
  const hints = people.map((userId, at) => ({
    userId,
    first: (before[at] ?? 0) + 1,
    last: heads[at] ?? 0,
    at: 0,
  }));
  const deliveries = await loadEvents(api.platform.db, hints);
  // The second query loads the read positions, for the events that contain them.
  expect(query.mock.calls).toHaveLength(2);
  query.mockRestore();
  for (const { userId, first, last } of hints) {
    const own = deliveries.filter((delivery) => delivery.userId === userId);
    const whole = own.flatMap(({ seq, event }) => (event === undefined ? [] : [{ seq, event }]));
    const alone = (await logOf(userId)).filter(({ seq }) => seq >= first);
    expect(whole).toEqual(alone.slice(0, whole.length));
    const next = first + whole.length;
    const rest = own.filter(({ event }) => event === undefined);
    expect(rest).toEqual(next > last ? [] : [{ userId, first: next, seq: last }]);
  }
  const types = new Set(
    deliveries.flatMap(({ event }) => (event === undefined ? [] : [event.type])),
  );
  expect([...types].toSorted()).toEqual([
    "conversation.closed",
    "conversation.read",
    "message.created",
    "message.deleted",
    "message.edited",
    "message.reacted",
  ]);
});

test("DLV-1: all recipients of an event get the same object, also if read from the log", async () => {
  await say("ada", group, "to all");
  const hints = await Promise.all(
    people.map(async (userId) => {
      const head = await headOf(userId);
      return { userId, first: head, last: head, at: 0 };
    }),
  );
  const events = (await loadEvents(api.platform.db, hints)).flatMap(({ event }) =>
    event?.type === "message.created" ? [event] : [],
  );
  expect(events.length).toBeGreaterThanOrEqual(3);
  expect(new Set(events).size).toBe(1);
});

test("EVT-12: what a user cannot see is not in their new events", async () => {
  await say("ada", group, "before cleo deleted it for herself");
  await api.as("cleo").conversations.delete({ conversationId: group });
  const last = await headOf("cleo");
  const news = await loadEvents(api.platform.db, [{ userId: "cleo", first: 1, last, at: 0 }]);
  // Her event has her own read state, with nothing unread.
  expect(news).toEqual([{ userId: "cleo", first: 1, seq: last }]);
  expect(JSON.stringify(await logOf("cleo"))).not.toContain("before cleo");
});

test("BUS-5: a change that causes hints is read once for a whole subscribed group", async () => {
  await say("ada", group, "to all");
  const followers = await Promise.all(people.slice(0, 3).map((userId) => api.follow(userId)));
  const execute = vi.spyOn(api.platform.db.$client, "query");
  await api.as("ben").messages.react({ conversationId: group, seq: 1, emoji: "👍" });
  for (const follower of followers) await nextOf(follower, "message.reacted");
  const readings = execute.mock.calls.filter((call) =>
    JSON.stringify(call).includes(String.raw`stream_events\" e`),
  );
  expect(readings).toHaveLength(1);
  execute.mockRestore();
  for (const follower of followers) await follower.stop();
});
