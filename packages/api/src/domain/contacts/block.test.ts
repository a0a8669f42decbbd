import type { Signal } from "@parley/contract/events";
import { messages } from "@parley/db/schema";
import { beforeEach, expect, test } from "vitest";
import { createTestApi, newId, nextOf, reasonOf, type TestApi } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi();
let direct: string;
let group: string;

beforeEach(async () => {
  await seed(api);
  await send("ben", direct, "one");
  await send("cleo", direct, "two");
});

/** Ben and Cleo write to each other, and are in one group. */
async function seed(to: TestApi) {
  await to.addPeople({
    root: "ADMIN",
    ada: "MENTOR",
    ben: "MENTEE",
    cleo: "MENTEE",
    dan: "MENTEE",
  });
  group = await to.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
  direct = (await to.as("ben").conversations.open({ userId: "cleo" })).id;
}

const send = (from: string, conversationId: string, body: string) =>
  api.as(from).messages.send({ conversationId, id: newId(), body });
const block = (from: string, userId: string) => api.as(from).contacts.block({ userId });
const unblock = (from: string, userId: string) => api.as(from).contacts.unblock({ userId });
const get = (viewer: string, conversationId: string) =>
  api.as(viewer).conversations.get({ conversationId });
const markOf = async (viewer: string, of: string) =>
  (await get(viewer, direct)).members.find(({ person }) => person.id === of)?.readSeq;

test("BLK-1: a block is listed for the blocker, and the contact is gone; the blocked user's list is unchanged", async () => {
  await using ben = await api.follow("ben");
  const before = await api.as("cleo").contacts.list({});
  const blocked = await block("ben", "cleo");
  expect(blocked).toMatchObject({ person: { id: "cleo" }, since: api.clock.now().toISOString() });
  expect(await nextOf(ben, "contact.removed")).toEqual({
    type: "contact.removed",
    userIds: ["cleo"],
  });
  expect(await nextOf(ben, "contact.blocked")).toEqual({ type: "contact.blocked", blocked });
  expect(await api.as("ben").contacts.blocked()).toEqual({ blocked: [blocked] });
  expect(await api.as("cleo").contacts.list({})).toEqual(before);
  expect(await api.as("cleo").contacts.blocked()).toEqual({ blocked: [] });
});

test("BLK-1: with notice on attempt the blocked user's stream has no event", async () => {
  const { cursor } = await api.as("cleo").users.me();
  await block("ben", "cleo");
  await unblock("ben", "cleo");
  expect((await api.as("cleo").users.me()).cursor).toBe(cursor);
});

test("BLK-2: blocking twice and unblocking twice change nothing more", async () => {
  const first = await block("ben", "cleo");
  api.clock.advance(1_000);
  const { cursor } = await api.as("ben").users.me();
  expect(await block("ben", "cleo")).toEqual(first);
  expect((await api.as("ben").users.me()).cursor).toBe(cursor);
  await unblock("ben", "cleo");
  await unblock("ben", "cleo");
  await unblock("ben", "nobody");
  expect(await api.as("ben").contacts.blocked()).toEqual({ blocked: [] });
});

test("BLK-3: users cannot block themselves or an ADMIN, an ADMIN cannot block, and strangers are not_found", async () => {
  expect(await reasonOf(block("ben", "ben"))).toBe("invalid_input");
  expect(await reasonOf(block("ben", "root"))).toBe("forbidden");
  expect(await reasonOf(block("root", "ben"))).toBe("forbidden");
  expect(await reasonOf(block("ben", "dan"))).toBe("not_found");
});

test("BLK-3: former members of one group are no strangers, even if nothing was sent meanwhile", async () => {
  const staff = api.as("root").groups;
  await staff.removeMembers({ groupId: "north", menteeIds: ["cleo"] });
  expect(await reasonOf(block("dan", "cleo"))).toBe("not_found");
  await staff.create({ id: "south", name: "South", mentorId: "ada", menteeIds: ["cleo", "dan"] });
  api.clock.advance(1_000);
  await staff.removeMembers({ groupId: "south", menteeIds: ["cleo"] });
  expect(await block("dan", "cleo")).toMatchObject({ person: { id: "cleo" } });
});

test("BLK-3: a user who becomes an ADMIN loses all blocks", async () => {
  await block("ben", "cleo");
  await using ben = await api.follow("ben");
  await api
    .as("root")
    .users.upsert({ id: "cleo", email: "cleo@example.org", name: "Cleo", role: "ADMIN" });
  expect(await nextOf(ben, "contact.unblocked")).toEqual({
    type: "contact.unblocked",
    userId: "cleo",
  });
  await send("cleo", direct, "We need to talk.");
});

test("BLK-4: neither can write, reply, react or edit in the direct conversation, and both can still read and delete", async () => {
  await block("ben", "cleo");
  for (const [from, own, other] of [
    ["ben", 1, 2],
    ["cleo", 2, 1],
  ] as const) {
    const { messages: verbs } = api.as(from);
    const calls = [
      send(from, direct, "hello?"),
      verbs.send({ conversationId: direct, id: newId(), body: "hello?", replyToSeq: other }),
      verbs.react({ conversationId: direct, seq: other, emoji: "👍" }),
      verbs.unreact({ conversationId: direct, seq: other, emoji: "👍" }),
      verbs.edit({ conversationId: direct, seq: own, body: "changed", expectedVersion: 1 }),
    ];
    expect(await Promise.all(calls.map(reasonOf))).toEqual(calls.map(() => "contact_unavailable"));
    expect((await verbs.list({ conversationId: direct })).messages).toHaveLength(2);
    expect((await get(from, direct)).state).toBe("open");
  }
  expect(
    (await api.as("cleo").messages.delete({ conversationId: direct, seq: 2 })).body,
  ).toBeNull();
  expect(await api.platform.db.$count(messages)).toBe(2);
});

test("BLK-4: no conversation begins across a block, and nothing that was tried appears after it", async () => {
  await block("ada", "ben");
  for (const [from, to] of [
    ["ada", "ben"],
    ["ben", "ada"],
  ] as const) {
    expect(await reasonOf(api.as(from).conversations.open({ userId: to }))).toBe(
      "contact_unavailable",
    );
  }
  await unblock("ada", "ben");
  const { id } = await api.as("ben").conversations.open({ userId: "ada" });
  expect((await api.as("ada").messages.list({ conversationId: id })).messages).toEqual([]);
});

test("BLK-5: reading across a block does not move the other user's view of the read mark", async () => {
  await api.as("ben").messages.markRead({ conversationId: direct, seq: 2 });
  await send("ben", direct, "three");
  await block("ben", "cleo");
  const [markOfBen, markOfCleo] = [await markOf("cleo", "ben"), await markOf("ben", "cleo")];
  const { cursor } = await api.as("ben").users.me();
  await api.as("cleo").messages.markRead({ conversationId: direct, seq: 3 });
  expect(await markOf("cleo", "cleo")).toBe(3);
  expect(await markOf("ben", "cleo")).toBe(markOfCleo);
  expect(await markOf("cleo", "ben")).toBe(markOfBen);
  expect((await api.as("ben").users.me()).cursor).toBe(cursor);
});

test("BLK-6: in a shared group the blocked user's messages are not unread for the blocker, and count again after it", async () => {
  await send("cleo", group, "to all");
  await send("ada", group, "to all as well");
  await using ben = await api.follow("ben");
  const unread = async () => (await get("ben", group)).unread;
  expect(await unread()).toBe(2);
  await block("ben", "cleo");
  expect(await unread()).toBe(1);
  const told = [
    await nextOf(ben, "conversation.updated"),
    await nextOf(ben, "conversation.updated"),
  ];
  expect(
    told.map(({ conversation }) => conversation.unread).toSorted((one, other) => one - other),
  ).toEqual([0, 1]);
  await send("cleo", group, "still here");
  expect(await unread()).toBe(1);
  await unblock("ben", "cleo");
  expect(await unread()).toBe(3);
});

test("BLK-6: a shared group continues for both, and an archived one stays archived for the blocker", async () => {
  await block("ben", "cleo");
  await api.as("ben").conversations.setPreferences({ conversationId: group, archived: true });
  await send("cleo", group, "hello all");
  expect((await get("ben", group)).archived).toBe(true);
  await api.as("cleo").messages.react({ conversationId: group, seq: 1, emoji: "🎉" });
  await send("ada", group, "hello");
  expect((await get("ben", group)).archived).toBe(false);
});

async function untilTyping(signals: { next(): Promise<Signal> }, from: string) {
  const before: Signal[] = [];
  for (;;) {
    const signal = await signals.next();
    if (signal.type === "typing" && signal.userId === from) return before;
    before.push(signal);
  }
}

test("BLK-7: typing does not cross a block in either direction, nor in a group", async () => {
  await block("ben", "cleo");
  for (const [from, to] of [
    ["ben", "cleo"],
    ["cleo", "ben"],
  ] as const) {
    await using signals = await api.followSignals(to);
    for (const conversationId of [direct, group])
      await api.as(from).events.setTyping({ conversationId, typing: true });
    await api.as("ada").events.setTyping({ conversationId: group, typing: true });
    const seen = await untilTyping(signals, "ada");
    expect(seen.filter((signal) => signal.type === "typing")).toEqual([]);
  }
});

test("BLK-7: when a block begins each of the two sees the other go offline, and online at its end", async () => {
  await using ben = await api.followSignals("ben");
  await using cleo = await api.followSignals("cleo");
  const presence = async (signals: typeof ben, of: string) => {
    for (;;) {
      const signal = await signals.next();
      if (signal.type === "presence" && signal.presence.userId === of) return signal.presence.state;
    }
  };
  expect(await presence(ben, "cleo")).toBe("online");
  expect(await presence(cleo, "ben")).toBe("online");
  await block("ben", "cleo");
  expect([await presence(ben, "cleo"), await presence(cleo, "ben")]).toEqual([
    "offline",
    "offline",
  ]);
  await unblock("ben", "cleo");
  expect([await presence(ben, "cleo"), await presence(cleo, "ben")]).toEqual(["online", "online"]);
});

test("BLK-8: the blocker finds neither the user nor their messages; the blocked user does not find the blocker", async () => {
  const hits = async (userId: string) =>
    (await api.as(userId).messages.search({ text: "two" })).hits.length;
  expect([await hits("ben"), await hits("cleo")]).toEqual([1, 1]);
  await block("ben", "cleo");
  expect([await hits("ben"), await hits("cleo")]).toEqual([0, 1]);
  for (const [from, text] of [
    ["ben", "cleo"],
    ["cleo", "ben"],
  ] as const) {
    expect((await api.as(from).users.search({ text })).people).toEqual([]);
  }
});

test("BLK-9: with immediate notice, the direct conversation turns read-only for both at once, and opens again", async () => {
  await using strict = await createTestApi({ policy: { blockNotice: "immediate" } });
  await seed(strict);
  const write = (from: string) =>
    strict.as(from).messages.send({ conversationId: direct, id: newId(), body: "hello" });
  await write("ben");
  await using cleo = await strict.follow("cleo");
  await strict.as("ben").contacts.block({ userId: "cleo" });
  expect((await nextOf(cleo, "conversation.updated")).conversation).toMatchObject({
    id: direct,
    state: "readonly",
  });
  for (const from of ["ben", "cleo"])
    expect(await reasonOf(write(from))).toBe("conversation_readonly");
  await strict.as("ben").contacts.unblock({ userId: "cleo" });
  expect((await nextOf(cleo, "conversation.updated")).conversation.state).toBe("open");
  await write("cleo");
});

test("BLK-10: a member who is blocked by another can still be unblocked after the group is archived", async () => {
  await block("ben", "cleo");
  await api.as("root").groups.archive({ groupId: "north" });
  expect((await get("ben", direct)).state).toBe("readonly");
  await unblock("ben", "cleo");
  expect((await get("ben", direct)).state).toBe("readonly");
  await api.as("root").groups.update({ groupId: "north", state: "active" });
  await send("ben", direct, "hello again");
});
