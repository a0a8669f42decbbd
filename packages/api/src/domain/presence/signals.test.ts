import type { Signal } from "@parley/contract/events";
import { blocks, contacts, users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { type Follower, newId, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: { ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", eve: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben", "cleo"] }],
});
let conversationId: string;

beforeEach(async () => {
  conversationId = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

async function nextSignal<Type extends Signal["type"]>(
  signals: Follower<Signal>,
  type: Type,
  userId: string,
) {
  for (;;) {
    const signal = await signals.next();
    const about = signal.type === "typing" ? signal.userId : signal.presence.userId;
    if (signal.type === type && about === userId) return signal;
  }
}

/** The presence signals before the typing signal. */
async function untilTyping(signals: Follower<Signal>) {
  const before: Extract<Signal, { type: "presence" }>[] = [];
  for (;;) {
    const signal = await signals.next();
    if (signal.type === "typing") return before;
    before.push(signal);
  }
}

const setTyping = (from: string, typing: boolean) =>
  api.as(from).events.setTyping({ conversationId, typing });

test("SIG-1: the other user sees that a user types, and that they stopped", async () => {
  await using ada = await api.followSignals("ada");
  await setTyping("ben", true);
  await setTyping("ben", false);
  for (const typing of [true, false]) {
    expect(await nextSignal(ada, "typing", "ben")).toEqual({
      type: "typing",
      conversationId,
      userId: "ben",
      typing,
    });
  }
});

test("SIG-2: typing is not shown across a block", async () => {
  await using ada = await api.followSignals("ada");
  await api.platform.db.insert(blocks).values({ blockerId: "ada", blockedId: "ben" });
  await setTyping("ben", true);
  await api.platform.db.delete(blocks);
  await setTyping("ben", false);
  expect(await nextSignal(ada, "typing", "ben")).toMatchObject({ typing: false });
});

test("MSG-6: typing in a foreign or nonexistent conversation is not_found", async () => {
  for (const id of [conversationId, newId()]) {
    const call = api.as("eve").events.setTyping({ conversationId: id, typing: true });
    expect(await reasonOf(call)).toBe("not_found");
  }
});

test("SIG-3: contacts see a user go online and offline, and find those who were online before", async () => {
  await using ada = await api.followSignals("ada");
  const ben = await api.followSignals("ben");
  expect(await nextSignal(ada, "presence", "ben")).toMatchObject({ presence: { state: "online" } });
  expect(await nextSignal(ben, "presence", "ada")).toMatchObject({ presence: { state: "online" } });
  await ben.stop();
  expect(await nextSignal(ada, "presence", "ben")).toEqual({
    type: "presence",
    presence: { userId: "ben", state: "offline", lastSeenAt: api.clock.now().toISOString() },
  });
});

/** Fails the next query for a user's audience, as while the database is unavailable. */
function failOnce() {
  const { $client } = api.platform.db;
  const { query } = $client;
  const failing = vi.spyOn($client, "query");
  failing.mockImplementation(function (this: typeof $client, ...args: unknown[]) {
    if (!JSON.stringify(args[0]).includes("presence.audience")) {
      return Reflect.apply(query, this, args);
    }
    failing.mockRestore();
    return Promise.reject(new Error("the database is away"));
  });
}

test("SIG-9: a presence change that could not be published is published once the database answers", async () => {
  await using ada = await api.followSignals("ada");
  failOnce();
  await expect(api.followSignals("ben")).rejects.toThrow("away");
  const ben = await api.followSignals("ben");
  expect(await nextSignal(ada, "presence", "ben")).toMatchObject({ presence: { state: "online" } });
  failOnce();
  await ben.stop();
  expect(await nextSignal(ada, "presence", "ben")).toMatchObject({
    presence: { state: "offline" },
  });
});

test("SIG-4: a user with several tabs goes offline only when the last one closes", async () => {
  await using ada = await api.followSignals("ada");
  const first = await api.followSignals("ben");
  const second = await api.followSignals("ben");
  await nextSignal(ada, "presence", "ben");
  await first.stop();
  await setTyping("ben", true);
  expect((await untilTyping(ada)).filter(({ presence }) => presence.userId === "ben")).toEqual([]);
  await second.stop();
  expect(await nextSignal(ada, "presence", "ben")).toMatchObject({
    presence: { state: "offline" },
  });
});

test("SIG-5: presence is hidden across a block, from strangers, and if it is not shared", async () => {
  await api.platform.db.insert(blocks).values({ blockerId: "ben", blockedId: "cleo" });
  await api.platform.db.update(users).set({ sharesPresence: false }).where(eq(users.id, "ada"));
  await using _cleo = await api.followSignals("cleo");
  await using _eve = await api.followSignals("eve");
  await using _ada = await api.followSignals("ada");
  await using ben = await api.followSignals("ben");
  await setTyping("ada", true);
  const hidden = new Set(["ada", "cleo", "eve"]);
  const seen = await untilTyping(ben);
  expect(
    seen.filter(({ presence }) => hidden.has(presence.userId) && presence.state === "online"),
  ).toEqual([]);
});

test("SIG-6: a custom contact shows presence only once both have added each other", async () => {
  await api.addPeople({ fay: "MENTEE" });
  await api.platform.db.insert(contacts).values([
    { ownerId: "eve", contactId: "ben" },
    { ownerId: "fay", contactId: "ben" },
    { ownerId: "ben", contactId: "fay" },
  ]);
  await using ben = await api.followSignals("ben");
  await using _eve = await api.followSignals("eve");
  await using _fay = await api.followSignals("fay");
  await nextSignal(ben, "presence", "fay");
  await setTyping("ada", true);
  const rest = await untilTyping(ben);
  expect(rest.filter(({ presence }) => presence.userId === "eve")).toEqual([]);
});
