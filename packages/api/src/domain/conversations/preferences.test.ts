import type { ConversationFilter } from "@parley/contract/conversations";
import { beforeEach, expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({ people: { ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", eve: "MENTEE" } });
let direct: string;
let group: string;

beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

const send = (from: string, conversationId: string, body: string) => {
  api.clock.advance(1_000);
  return api.as(from).messages.send({ conversationId, id: newId(), body });
};
const listed = async (userId: string, filter: ConversationFilter = "all") =>
  (await api.as(userId).conversations.list({ filter })).conversations.map(({ id }) => id);
const get = (userId: string, conversationId: string) =>
  api.as(userId).conversations.get({ conversationId });
const close = (userId: string, conversationId: string) =>
  api.as(userId).conversations.delete({ conversationId });
const prefer = (
  userId: string,
  preferences: { mutedUntil?: string | null; pinned?: boolean; archived?: boolean },
) => api.as(userId).conversations.setPreferences({ conversationId: direct, ...preferences });
const bodies = async (userId: string) =>
  (await api.as(userId).messages.list({ conversationId: direct })).messages.map(({ body }) => body);

test("CONV-8: deleting hides and clears for the caller only, and notifies their other devices", async () => {
  await send("ada", direct, "one");
  await using ben = await api.follow("ben");
  const before = await get("ada", direct);
  await close("ben", direct);
  expect(await nextOf(ben, "conversation.closed")).toEqual({
    type: "conversation.closed",
    conversationId: direct,
  });
  expect(await listed("ben")).toEqual([group]);
  expect(await bodies("ben")).toEqual([]);
  expect(await get("ben", direct)).toMatchObject({ unread: 0, lastMessage: null });
  expect(await get("ada", direct)).toEqual(before);
  expect(await bodies("ada")).toEqual(["one"]);
});

test("CONV-8: a new message restores it with that message only, and opening restores it empty", async () => {
  await send("ada", direct, "one");
  await close("ben", direct);
  await send("ada", direct, "two");
  expect(await listed("ben")).toEqual([direct, group]);
  expect(await bodies("ben")).toEqual(["two"]);
  expect((await get("ben", direct)).unread).toBe(1);
  await close("ben", direct);
  await using ben = await api.follow("ben");
  await api.as("ben").conversations.open({ userId: "ada" });
  expect((await nextOf(ben, "conversation.opened")).conversation).toMatchObject({
    id: direct,
    lastMessage: null,
  });
  expect(await listed("ben")).toContain(direct);
  expect(await bodies("ben")).toEqual([]);
});

test("CONV-8: what was cleared is not in the log either", async () => {
  const { cursor } = await api.as("ben").users.me();
  await send("ada", direct, "canary");
  await close("ben", direct);
  await send("ada", direct, "after");
  await using ben = await api.follow("ben", Number(cursor));
  expect((await nextOf(ben, "message.created")).message.body).toBe("after");
});

test("CONV-8: deleting is idempotent; a foreign conversation and a nonexistent one are the same not_found", async () => {
  await close("ben", direct);
  await close("ben", direct);
  for (const id of [direct, newId()]) {
    const own = api.as("eve").conversations;
    const calls = [
      close("eve", id),
      own.markUnread({ conversationId: id }),
      own.setPreferences({ conversationId: id, pinned: true }),
    ];
    expect(await Promise.all(calls.map(reasonOf))).toEqual(calls.map(() => "not_found"));
  }
});

test("CONV-9: preferences are the caller's own, and omitted fields stay", async () => {
  const mutedUntil = "2026-02-01T00:00:00.000Z";
  await using ben = await api.follow("ben");
  const pinned = await prefer("ben", { pinned: true, mutedUntil });
  expect(pinned).toMatchObject({ pinned: true, mutedUntil, archived: false });
  expect(await nextOf(ben, "conversation.updated")).toEqual({
    type: "conversation.updated",
    conversation: pinned,
  });
  expect(await prefer("ben", { archived: true })).toMatchObject({
    pinned: true,
    mutedUntil,
    archived: true,
  });
  const none = { pinned: false, mutedUntil: null, archived: false };
  expect(await prefer("ben", none)).toMatchObject(none);
  expect(await get("ada", direct)).toMatchObject(none);
});

test("CONV-10: an archived conversation is only in its own list; unread lists unread ones", async () => {
  await send("ada", direct, "one");
  await send("ada", group, "two");
  expect(await listed("ben", "unread")).toEqual([group, direct]);
  await prefer("ben", { archived: true });
  expect([
    await listed("ben"),
    await listed("ben", "archived"),
    await listed("ben", "unread"),
  ]).toEqual([[group], [direct], [group]]);
  await api.as("ben").messages.markRead({ conversationId: group, seq: 1 });
  expect(await listed("ben", "unread")).toEqual([]);
});

test("CONV-10: pinned lists the pinned that are not archived, in the order of the list", async () => {
  await send("ada", direct, "one");
  await send("ada", group, "two");
  await prefer("ben", { pinned: true });
  expect(await listed("ben", "pinned")).toEqual([direct]);
  await api.as("ben").conversations.setPreferences({ conversationId: group, pinned: true });
  expect(await listed("ben", "pinned")).toEqual([group, direct]);
  await prefer("ben", { archived: true });
  expect(await listed("ben", "pinned")).toEqual([group]);
});

test("CONV-11: a new message un-archives a conversation for its recipient", async () => {
  await send("ada", direct, "one");
  await prefer("ben", { archived: true });
  await prefer("ada", { archived: true });
  await send("ada", direct, "two");
  expect((await get("ben", direct)).archived).toBe(false);
  expect((await get("ada", direct)).archived).toBe(false);
});

test("CONV-11: a muted one stays archived, until its owner writes or the muting ends", async () => {
  const mutedUntil = new Date(api.clock.now().getTime() + 60_000).toISOString();
  await prefer("ben", { archived: true, mutedUntil });
  await send("ada", direct, "one");
  expect((await get("ben", direct)).archived).toBe(true);
  api.clock.advance(60_000);
  await send("ada", direct, "two");
  expect((await get("ben", direct)).archived).toBe(false);
  await prefer("ben", { archived: true, mutedUntil: "2030-01-01T00:00:00.000Z" });
  await send("ben", direct, "three");
  expect((await get("ben", direct)).archived).toBe(false);
});

test("CONV-11: with many concurrent sends each participant's row ends correctly", async () => {
  await Promise.all(
    ["ada", "ben", "cleo"].map((id) =>
      api.as(id).conversations.setPreferences({ conversationId: group, archived: true }),
    ),
  );
  const senders = ["ada", "ben", "ada", "cleo", "ben", "ada"];
  await Promise.all(
    senders.map((from, at) =>
      api.as(from).messages.send({ conversationId: group, id: newId(), body: `m${at}` }),
    ),
  );
  expect(await get("ada", group)).toMatchObject({ archived: false, readSeq: 6, unread: 0 });
  expect(await get("ben", group)).toMatchObject({ archived: false, readSeq: 5, unread: 1 });
  expect(await get("cleo", group)).toMatchObject({ archived: false, readSeq: 4, unread: 2 });
});

test("READ-7: mark unread is a flag that does not move the read position, and reading clears it", async () => {
  await send("ada", direct, "one");
  await api.as("ben").messages.markRead({ conversationId: direct, seq: 1 });
  await using ben = await api.follow("ben");
  const marked = await api.as("ben").conversations.markUnread({ conversationId: direct });
  expect(marked).toMatchObject({ markedUnread: true, unread: 0, readSeq: 1 });
  expect(await nextOf(ben, "conversation.updated")).toEqual({
    type: "conversation.updated",
    conversation: marked,
  });
  expect(await listed("ben", "unread")).toEqual([direct]);
  const { cursor } = await api.as("ada").users.me();
  await api.as("ben").messages.markRead({ conversationId: direct, seq: 1 });
  expect(await get("ben", direct)).toMatchObject({ markedUnread: false, readSeq: 1 });
  // The other user saw this read mark before.
  expect((await api.as("ada").users.me()).cursor).toBe(cursor);
});

test("READ-7: writing clears the mark too, a message by another user does not", async () => {
  await api.as("ben").conversations.markUnread({ conversationId: direct });
  await send("ada", direct, "hello");
  expect((await get("ben", direct)).markedUnread).toBe(true);
  await send("ben", direct, "hello");
  expect((await get("ben", direct)).markedUnread).toBe(false);
});

test("READ-7: reading also clears the mark of an empty conversation", async () => {
  await api.as("ben").conversations.markUnread({ conversationId: direct });
  await api.as("ben").messages.markRead({ conversationId: direct, seq: 1 });
  expect(await get("ben", direct)).toMatchObject({ markedUnread: false, readSeq: 0 });
});
