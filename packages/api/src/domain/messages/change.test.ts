import { limits } from "@parley/contract/limits";
import { messages, messageVersions, streamEvents } from "@parley/db/schema";
import { asc } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", eve: "MENTEE" },
});
let direct: string;
let group: string;

beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

const send = async (from: string, conversationId: string, body: string, replyToSeq?: number) =>
  (await api.as(from).messages.send({ conversationId, id: newId(), body, replyToSeq })).message;
const list = async (userId: string, conversationId: string) =>
  (await api.as(userId).messages.list({ conversationId })).messages;
const edit = (from: string, seq: number, body: string, expectedVersion = 1) =>
  api.as(from).messages.edit({ conversationId: direct, seq, body, expectedVersion });
const remove = (from: string, conversationId: string, seq: number, reason?: string) =>
  api.as(from).messages.delete({ conversationId, seq, reason });
const react = (from: string, emoji: string, seq = 1) =>
  api.as(from).messages.react({ conversationId: direct, seq, emoji });
const unreact = (from: string, emoji: string, seq = 1) =>
  api.as(from).messages.unreact({ conversationId: direct, seq, emoji });

test("MSG-12: a reply names the message that it answers, also if that is a tombstone", async () => {
  await send("ada", direct, "How are you?");
  expect(await send("ben", direct, "Well!", 1)).toMatchObject({ seq: 2, replyToSeq: 1 });
  await remove("ada", direct, 1);
  expect(await send("ben", direct, "You asked.", 1)).toMatchObject({ seq: 3, replyToSeq: 1 });
  expect((await list("ada", direct)).map(({ replyToSeq }) => replyToSeq)).toEqual([null, 1, 1]);
});

test("MSG-12: a nonexistent message, or one that the sender cannot see, cannot be answered", async () => {
  await send("ada", direct, "one");
  expect(await reasonOf(send("ben", direct, "to what?", 2))).toBe("not_found");
  await api.as("ben").conversations.delete({ conversationId: direct });
  expect(await reasonOf(send("ben", direct, "to what?", 1))).toBe("not_found");
  expect(await api.platform.db.$count(messages)).toBe(1);
});

test("MSG-12: a former member cannot learn by replying how far the conversation continued", async () => {
  await send("ada", group, "one");
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  await send("ada", group, "two");
  for (const seq of [1, 2, 3])
    expect(await reasonOf(send("ben", group, "?", seq))).toBe("conversation_readonly");
});

test("MSG-3: the same id and body as a reply to another message is a conflict", async () => {
  await send("ada", direct, "one");
  await send("ada", direct, "two");
  const answer = { conversationId: direct, id: newId(), body: "yes", replyToSeq: 1 };
  await api.as("ben").messages.send(answer);
  expect((await api.as("ben").messages.send(answer)).deduplicated).toBe(true);
  for (const replyToSeq of [2, null]) {
    const call = api.as("ben").messages.send({ ...answer, replyToSeq });
    expect(await reasonOf(call)).toBe("idempotency_conflict");
  }
});

test("MSG-13: an author replaces the text, all participants are notified, and order and unread stay", async () => {
  await send("ben", direct, "helo");
  await send("ben", direct, "second");
  const before = await api.as("ada").conversations.get({ conversationId: direct });
  await using ada = await api.follow("ada");
  api.clock.advance(60_000);
  const edited = await edit("ben", 1, "  hello ");
  expect(edited).toMatchObject({
    seq: 1,
    body: "hello",
    version: 2,
    editedAt: api.clock.now().toISOString(),
  });
  expect(await nextOf(ada, "message.edited")).toEqual({ type: "message.edited", message: edited });
  expect(await api.as("ada").conversations.get({ conversationId: direct })).toEqual(before);
});

test("MSG-13: the edit window is 15 minutes to the millisecond", async () => {
  await send("ben", direct, "one");
  api.clock.advance(15 * 60_000);
  expect((await edit("ben", 1, "two")).version).toBe(2);
  api.clock.advance(1);
  expect(await reasonOf(edit("ben", 1, "three", 2))).toBe("edit_window_closed");
});

test("MSG-14: another version than the one that the author saw is a conflict, and nothing is lost", async () => {
  await send("ben", direct, "one");
  await edit("ben", 1, "two");
  for (const version of [1, 3, 7])
    expect(await reasonOf(edit("ben", 1, "three", version))).toBe("version_conflict");
  expect((await list("ben", direct))[0]).toMatchObject({ body: "two", version: 2 });
});

test("MSG-14: of two concurrent edits one wins and the other is a conflict", async () => {
  await send("ben", direct, "one");
  const results = await Promise.allSettled([edit("ben", 1, "left"), edit("ben", 1, "right")]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("MSG-14: a repeat of the same edit, whose response was lost, returns the first result, also after the window", async () => {
  await send("ben", direct, "one");
  const first = await edit("ben", 1, "two");
  const { cursor } = await api.as("ada").users.me();
  api.clock.advance(60 * 60_000);
  expect(await edit("ben", 1, "two")).toEqual(first);
  expect((await api.as("ada").users.me()).cursor).toBe(cursor);
  expect(await api.platform.db.$count(messageVersions)).toBe(1);
});

test("MSG-14: an edit to the same text changes nothing", async () => {
  await send("ben", direct, "one");
  expect(await edit("ben", 1, "one")).toMatchObject({ version: 1, editedAt: null });
});

test("MSG-15: only the author edits; for a stranger the message does not exist", async () => {
  await send("ben", direct, "one");
  expect(await reasonOf(edit("ada", 1, "mine now"))).toBe("forbidden");
  expect(await reasonOf(edit("eve", 1, "mine now"))).toBe("not_found");
  expect(await reasonOf(edit("root", 1, "mine now"))).toBe("not_found");
  expect(await reasonOf(edit("ben", 2, "nothing there"))).toBe("not_found");
  expect(await reasonOf(remove("ada", direct, 1))).toBe("forbidden");
  expect(await reasonOf(remove("eve", direct, 1))).toBe("not_found");
  expect(await reasonOf(react("eve", "👍"))).toBe("not_found");
});

test("MSG-16: what edits and deletions replace is kept for ADMINs, with the user and the reason", async () => {
  await send("ben", group, "one");
  await api
    .as("ben")
    .messages.edit({ conversationId: group, seq: 1, body: "two", expectedVersion: 1 });
  await remove("ben", group, 1);
  const kept = await api.platform.db
    .select()
    .from(messageVersions)
    .orderBy(asc(messageVersions.version));
  expect(kept).toMatchObject([
    { seq: 1, version: 1, body: "one", replacedBy: "ben", reason: null },
    { seq: 1, version: 2, body: "two", replacedBy: "ben", reason: null },
  ]);
});

test("MSG-17: an author deletes at any time, and a tombstone replaces the message", async () => {
  await send("ben", direct, "regretted");
  await send("ben", direct, "second");
  api.clock.advance(30 * 24 * 3_600_000);
  await using ada = await api.follow("ada");
  const deleted = await remove("ben", direct, 1);
  expect(deleted).toMatchObject({
    seq: 1,
    senderId: "ben",
    body: null,
    deletedAt: api.clock.now().toISOString(),
  });
  expect(await nextOf(ada, "message.deleted")).toEqual({
    type: "message.deleted",
    message: deleted,
    unread: { count: 1, upToSeq: 2 },
  });
  expect((await list("ada", direct)).map(({ seq, body }) => [seq, body])).toEqual([
    [1, null],
    [2, "second"],
  ]);
});

test("MSG-17: deleting is idempotent, and a deleted message accepts no edit and no reaction", async () => {
  await send("ben", direct, "regretted");
  await react("ada", "👍");
  const first = await remove("ben", direct, 1);
  expect(first.reactions).toEqual([]);
  const { cursor } = await api.as("ada").users.me();
  expect(await remove("ben", direct, 1)).toEqual(first);
  expect((await api.as("ada").users.me()).cursor).toBe(cursor);
  expect(await reasonOf(edit("ben", 1, "back", 2))).toBe("version_conflict");
  expect(await reasonOf(react("ada", "👍"))).toBe("version_conflict");
});

test("MSG-17: an author can delete in a read-only conversation", async () => {
  await send("ben", group, "regretted");
  await send("cleo", group, "regretted too");
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  await api.as("root").groups.archive({ groupId: "north" });
  expect((await remove("ben", group, 1)).body).toBeNull();
  expect((await remove("cleo", group, 2)).body).toBeNull();
});

test("MSG-17: an ADMIN in the conversation deletes with a reason, and in a conversation of others nothing", async () => {
  const withRoot = (await api.as("ben").conversations.open({ userId: "root" })).id;
  await send("ben", withRoot, "rude");
  await send("ben", direct, "private");
  expect(await reasonOf(remove("root", withRoot, 1))).toBe("invalid_input");
  expect((await remove("root", withRoot, 1, "Rude words")).body).toBeNull();
  expect(await reasonOf(remove("root", direct, 1, "Curious"))).toBe("not_found");
  const [kept] = await api.platform.db.select().from(messageVersions);
  expect(kept).toMatchObject({ body: "rude", replacedBy: "root", reason: "Rude words" });
});

test("MSG-18: a deleted text is in no output: list, preview, page, search, result of a repeat, log", async () => {
  const id = newId();
  const first = { conversationId: direct, id, body: "canary in the mine" };
  await api.as("ben").messages.send(first);
  await send("ada", direct, "quoting", 1);
  const { cursor } = await api.as("cleo").users.me();
  await remove("ben", direct, 1);
  const outputs = await Promise.all(
    ["ben", "ada", "root"].flatMap((userId) => {
      const caller = api.as(userId);
      return [
        caller.conversations.list({}),
        caller.messages.search({ text: "canary" }),
        ...(userId === "root" ? [] : [caller.messages.list({ conversationId: direct })]),
      ];
    }),
  );
  const repeated = await api.as("ben").messages.send(first);
  expect(repeated.message.body).toBeNull();
  const log = await api.platform.db.select().from(streamEvents);
  const stored = await api.platform.db.select().from(messages);
  expect(JSON.stringify([outputs, repeated, log, stored])).not.toContain("canary");
  await using ada = await api.follow("ada", 0);
  expect((await nextOf(ada, "message.created")).message.body).toBeNull();
  expect((await api.as("cleo").users.me()).cursor).toBe(cursor);
});

test("MSG-18: the preview of a list is the tombstone, and unread decreases when an unread message is deleted", async () => {
  await send("ben", direct, "one");
  await send("ben", direct, "two");
  const row = async () =>
    (await api.as("ada").conversations.list({})).conversations.find(({ id }) => id === direct);
  expect(await row()).toMatchObject({ unread: 2, lastMessage: { body: "two" } });
  await remove("ben", direct, 2);
  expect(await row()).toMatchObject({ unread: 1, lastSeq: 2, lastMessage: { seq: 2, body: null } });
});

test("MSG-19: reactions are added and removed, each user's once, in the order of first choice", async () => {
  await send("ben", direct, "one");
  await using ben = await api.follow("ben");
  await react("ada", "👍");
  api.clock.advance(1);
  await react("ada", "🎉");
  const both = await react("ben", "👍");
  expect(both.reactions).toEqual([
    { emoji: "👍", userIds: ["ada", "ben"] },
    { emoji: "🎉", userIds: ["ada"] },
  ]);
  expect((await nextOf(ben, "message.reacted")).message.seq).toBe(1);
  await unreact("ada", "👍");
  expect((await unreact("ada", "🎉")).reactions).toEqual([{ emoji: "👍", userIds: ["ben"] }]);
});

test("MSG-19: choosing is idempotent, and removing a nonexistent reaction is no error; neither notifies anyone", async () => {
  await send("ben", direct, "one");
  const first = await react("ada", "👍");
  const { cursor } = await api.as("ben").users.me();
  expect(await react("ada", "👍")).toEqual(first);
  expect(await unreact("ada", "🎉")).toEqual(first);
  expect(await unreact("ben", "👍")).toEqual(first);
  expect((await api.as("ben").users.me()).cursor).toBe(cursor);
});

test("MSG-20: a message has at most 20 kinds of reaction, and more users may choose those", async () => {
  await send("ben", direct, "one");
  const kinds = Array.from({ length: limits.reactionKindsMax + 1 }, (_, at) =>
    String.fromCodePoint(0x1f600 + at),
  );
  await Promise.all(kinds.slice(0, -1).map((emoji) => react("ada", emoji)));
  expect(await reasonOf(react("ada", kinds.at(-1) ?? ""))).toBe("invalid_input");
  expect((await react("ben", kinds[0] ?? "")).reactions).toHaveLength(limits.reactionKindsMax);
});

test.each(["", "a", "1", "👍👍", "👍 ", "<b>", "ok", "\u200d", "x".repeat(100)])(
  "MSG-20: %j is not one emoji",
  async (emoji) => {
    await send("ben", direct, "one");
    expect(await reasonOf(react("ada", emoji))).toBe("invalid_input");
  },
);

test.each(["👍🏽", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "1️⃣", "❤️"])("MSG-20: %s is one emoji", async (emoji) => {
  await send("ben", direct, "one");
  expect((await react("ada", emoji)).reactions).toEqual([{ emoji, userIds: ["ada"] }]);
});

test("MSG-22: the forms of one emoji are one reaction, removed by either", async () => {
  await send("ben", direct, "one");
  await react("ada", "❤");
  expect((await react("ben", "❤\uFE0F")).reactions).toEqual([
    { emoji: "❤\uFE0F", userIds: ["ada", "ben"] },
  ]);
  const { reactions } = await unreact("ada", "❤\uFE0E");
  expect(reactions).toEqual([{ emoji: "❤\uFE0F", userIds: ["ben"] }]);
});

test("MSG-21: a read-only conversation accepts no edits and no reactions", async () => {
  await send("ben", group, "one");
  await api.as("root").groups.archive({ groupId: "north" });
  const at = { conversationId: group, seq: 1 };
  const { messages: verbs } = api.as("ben");
  const calls = [
    verbs.edit({ ...at, body: "two", expectedVersion: 1 }),
    verbs.react({ ...at, emoji: "👍" }),
    verbs.unreact({ ...at, emoji: "👍" }),
  ];
  expect(await Promise.all(calls.map(reasonOf))).toEqual(calls.map(() => "conversation_readonly"));
});
