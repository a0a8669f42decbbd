import { conversations, groups, streamEvents, users } from "@parley/db/schema";
import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { newId } from "../index.ts";
import { useTestApi } from "../vitest.ts";

const api = useTestApi({
  people: { ada: "MENTOR", ben: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben"] }],
});
let conversationId: string;

beforeEach(async () => {
  conversationId = (await api.as("ben").conversations.open({ userId: "ada" })).id;
  await api.as("ben").messages.send({ conversationId, id: newId(), body: "one" });
  await api.settled();
});

test("EVT-11: a change with its events passes", async () => {
  await api.as("ada").messages.markRead({ conversationId, seq: 1 });
  await api.as("ben").messages.edit({ conversationId, seq: 1, body: "two", expectedVersion: 1 });
  await expect(api.settled()).resolves.toBeUndefined();
});

test("EVT-11: the oracle names the user and the fact that a verb forgot", async () => {
  await api.platform.db
    .update(conversations)
    .set({ state: "readonly" })
    .where(eq(conversations.id, conversationId));
  await expect(api.settled()).rejects.toThrow(
    `ada: no event for conversation:${conversationId}:state`,
  );
  await api.settled();
  await api.platform.db.update(groups).set({ name: "South" });
  await expect(api.settled()).rejects.toThrow("ben: no event for group:north");
  await api.platform.db.update(users).set({ name: "Eda" }).where(eq(users.id, "ada"));
  await expect(api.settled()).rejects.toThrow("ben: no event for person:ada");
});

test("EVT-11: an event of one kind does not excuse a change of another", async () => {
  await api.platform.db
    .update(conversations)
    .set({ state: "readonly" })
    .where(eq(conversations.kind, "direct"));
  await api.as("ben").messages.delete({ conversationId, seq: 1 });
  await expect(api.settled()).rejects.toThrow(`conversation:${conversationId}:state`);
});

test("EVT-1: the oracle detects a gap in a stream", async () => {
  await api.as("ben").messages.react({ conversationId, seq: 1, emoji: "👍" });
  await api.as("ben").messages.react({ conversationId, seq: 1, emoji: "🎉" });
  const [last] = await api.platform.db
    .select()
    .from(streamEvents)
    .where(and(eq(streamEvents.userId, "ada"), eq(streamEvents.type, "message.reacted")));
  await api.platform.db
    .delete(streamEvents)
    .where(and(eq(streamEvents.userId, "ada"), eq(streamEvents.seq, last?.seq ?? 0)));
  await expect(api.settled()).rejects.toThrow("ada: the stream has a gap");
});

test("EVT-11: rows that a test wrote directly can be taken as they are", async () => {
  await api.platform.db.update(groups).set({ name: "South" });
  api.forget();
  await expect(api.settled()).resolves.toBeUndefined();
});

test("EVT-12: an event read late agrees with a fetch, whatever happened since", async () => {
  const { cursor } = await api.as("ada").users.me();
  await api.as("ben").messages.edit({ conversationId, seq: 1, body: "two", expectedVersion: 1 });
  const deleted = await api.as("ben").messages.delete({ conversationId, seq: 1 });
  await using ada = await api.follow("ada", Number(cursor));
  expect(await ada.next()).toMatchObject({ event: { type: "message.edited", message: deleted } });
  await api.settled();
});
