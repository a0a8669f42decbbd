import type { ConversationCursor } from "@parley/contract/conversations";
import { blocks, conversations, groups, users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: { ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", root: "ADMIN", dan: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben", "cleo"] }],
});

const open = (from: string, to: string) => api.as(from).conversations.open({ userId: to });
const send = (from: string, conversationId: string, body = "hello") => {
  api.clock.advance(1_000);
  return api.as(from).messages.send({ conversationId, id: newId(), body });
};
const listed = async (userId: string) =>
  (await api.as(userId).conversations.list({})).conversations.map(({ id }) => id);

test("CONV-1: two users have one conversation, independent of who opens it and how often", async () => {
  const opened = await Promise.all([open("ben", "ada"), open("ada", "ben"), open("ben", "ada")]);
  expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
});

test("CONV-2: an empty conversation is listed for the user who opened it, and for the other from the first message", async () => {
  const { id } = await open("ben", "ada");
  expect(await listed("ben")).toContain(id);
  expect(await listed("ada")).not.toContain(id);
  await send("ben", id);
  expect(await listed("ada")).toContain(id);
});

test("CONV-12: a group without messages is listed by the time of its creation, and pages join around it", async () => {
  const before = await open("ben", "ada");
  await send("ben", before.id);
  api.clock.advance(60_000);
  const createdAt = api.clock.now().toISOString();
  const group = await api.addGroup({ id: "fresh", mentor: "ada", mentees: ["ben"] });
  api.clock.advance(60_000);
  const after = await open("ben", "cleo");
  await send("ben", after.id);
  const ids: string[] = [];
  let cursor: ConversationCursor | null = null;
  do {
    const page = await api.as("ben").conversations.list({ cursor, limit: 1 });
    const fresh = page.conversations.find(({ id }) => id === group);
    if (fresh !== undefined)
      expect(fresh).toMatchObject({ activeAt: createdAt, lastMessage: null });
    ids.push(...page.conversations.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(ids.filter((id) => [before.id, group, after.id].includes(id))).toEqual([
    after.id,
    group,
    before.id,
  ]);
  expect(new Set(ids).size).toBe(ids.length);
});

test("CONV-2: opening notifies the opener's other devices once", async () => {
  await using ben = await api.follow("ben");
  const opened = await open("ben", "ada");
  await open("ben", "ada");
  await send("ben", opened.id);
  expect(await ben.next()).toMatchObject({
    event: { type: "conversation.opened", conversation: { id: opened.id } },
  });
  expect(await ben.next()).toMatchObject({ event: { type: "message.created" } });
});

test("POL-1: a mentee reaches own mentor and group, a mentor every mentee, every user the admins", async () => {
  for (const [from, to] of [
    ["ben", "ada"],
    ["ben", "cleo"],
    ["ada", "dan"],
    ["dan", "root"],
    ["root", "dan"],
  ] as const) {
    expect((await open(from, to)).with).toMatchObject({ kind: "direct", person: { id: to } });
  }
});

test("POL-2: a direct conversation may begin while one of the two reaches the other", async () => {
  expect((await open("dan", "ada")).with).toMatchObject({ person: { id: "ada" } });
});

test("POL-3: strangers and nonexistent users are the same not_found", async () => {
  for (const userId of ["ben", "nobody-at-all"]) {
    expect(await reasonOf(api.as("dan").conversations.open({ userId }))).toBe("not_found");
  }
});

test("POL-4: a block prevents a first conversation, and an existing one can still be opened to read", async () => {
  const { id } = await open("ben", "ada");
  await send("ben", id);
  await api.platform.db.insert(blocks).values([
    { blockerId: "ben", blockedId: "ada" },
    { blockerId: "cleo", blockedId: "ada" },
  ]);
  expect((await open("ada", "ben")).id).toBe(id);
  expect(await reasonOf(open("ada", "cleo"))).toBe("contact_unavailable");
});

test("POL-5: once the group is archived its members no longer reach each other", async () => {
  await api.platform.db.update(groups).set({ state: "archived" });
  expect(await reasonOf(open("ben", "cleo"))).toBe("not_found");
});

test("CONV-3: a user has no conversation with themselves", async () => {
  expect(await reasonOf(open("ben", "ben"))).toBe("invalid_input");
});

test("CONV-4: the list is ordered by the latest message, with preview, unread count and participants", async () => {
  const withAda = await open("ben", "ada");
  const withCleo = await open("ben", "cleo");
  await send("ada", withAda.id, "first");
  await send("cleo", withCleo.id, "second");
  await send("ada", withAda.id, "third");
  const { conversations: rows } = await api.as("ben").conversations.list({});
  expect(rows.map(({ id }) => id).slice(0, 2)).toEqual([withAda.id, withCleo.id]);
  expect(rows[0]).toMatchObject({
    unread: 2,
    lastSeq: 2,
    lastMessage: { body: "third" },
    state: "open",
  });
});

test("CONV-5: pages of the list join without a gap or a repeat, also if times are equal", async () => {
  const people = Array.from({ length: 23 }, (_, at) => `m${at}`);
  await api.addPeople(Object.fromEntries(people.map((id) => [id, "MENTEE"] as const)));
  for (const id of people) {
    const { id: conversationId } = await open("ada", id);
    await api.as("ada").messages.send({ conversationId, id: newId(), body: "hello" });
  }
  const seen: string[] = [];
  let cursor;
  do {
    const page = await api.as("ada").conversations.list({ limit: 5, cursor });
    seen.push(...page.conversations.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toHaveLength(24);
  expect(new Set(seen).size).toBe(24);
});

test("READ-5: unread excludes the reader's own messages, deleted ones, and those of users whom they block", async () => {
  const group = (await api.as("ben").conversations.list({})).conversations[0];
  const id = group?.id ?? "";
  for (const from of ["ada", "cleo", "ada", "ben", "cleo"]) await send(from, id);
  const unreadOf = async (userId: string) =>
    (await api.as(userId).conversations.get({ conversationId: id })).unread;
  expect(await unreadOf("ada")).toBe(2);
  await api.platform.db.insert(blocks).values({ blockerId: "ada", blockedId: "cleo" });
  expect(await unreadOf("ada")).toBe(1);
});

test("READ-6: unread is capped at 100", async () => {
  const { id } = await open("ben", "ada");
  await Promise.all(Array.from({ length: 120 }, () => send("ben", id)));
  expect((await api.as("ada").conversations.get({ conversationId: id })).unread).toBe(100);
});

test("CONV-7: a group's conversation has the group's name and all its members", async () => {
  const [row] = (await api.as("ben").conversations.list({})).conversations;
  const detail = await api.as("ben").conversations.get({ conversationId: row?.id ?? "" });
  expect(detail.with).toEqual({ kind: "group", groupId: "north", name: "North" });
  expect(detail.members.map(({ person }) => person.id)).toEqual(["ada", "ben", "cleo"]);
});

test("MSG-6: a foreign conversation and a nonexistent one are the same not_found", async () => {
  const { id } = await open("ben", "ada");
  for (const conversationId of [id, newId()]) {
    expect(await reasonOf(api.as("dan").conversations.get({ conversationId }))).toBe("not_found");
  }
});

test("ID-2: no call is accepted without a session, and a deactivated user has none", async () => {
  expect(await reasonOf(api.anonymous.conversations.list({}))).toBe("not_signed_in");
  await api.platform.db.update(users).set({ status: "deactivated" }).where(eq(users.id, "ben"));
  expect(await reasonOf(api.as("ben").conversations.list({}))).toBe("not_signed_in");
});

test("EVT-3: a missed opening is read from the log", async () => {
  const { cursor } = await api.as("ben").users.me();
  const opened = await open("ben", "ada");
  await using ben = await api.follow("ben", Number(cursor));
  expect(await nextOf(ben, "conversation.opened")).toEqual({
    type: "conversation.opened",
    conversation: opened,
  });
  expect(await api.platform.db.$count(conversations)).toBe(2);
});
