import { limits } from "@parley/contract/limits";
import { messages, messageVersions } from "@parley/db/schema";
import { beforeEach, expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: {
    root: "ADMIN",
    ada: "MENTOR",
    ben: "MENTEE",
    cleo: "MENTEE",
    dan: "MENTEE",
    eve: "MENTEE",
  },
});
let group: string;
let direct: string;

beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo", "dan"] });
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

const say = (from: string, mentions?: string[], conversationId = group, id = newId()) =>
  api.as(from).messages.send({ conversationId, id, body: "look", mentions });
const edit = (
  from: string,
  {
    seq = 1,
    version = 1,
    body = "look again",
    mentions,
  }: {
    seq?: number;
    version?: number;
    body?: string;
    mentions?: string[];
  },
) =>
  api
    .as(from)
    .messages.edit({ conversationId: group, seq, body, expectedVersion: version, mentions });
const remove = (menteeIds: string[]) =>
  api.as("root").groups.removeMembers({ groupId: "north", menteeIds });
const placesOf = async (userId: string) => {
  const page = await api.as(userId).messages.mentions({});
  return page.messages.map(({ seq }) => seq);
};

test("MEN-1: a message has its mentions wherever it is read, each once and ordered by id", async () => {
  await using cleo = await api.follow("cleo");
  const { message } = await say("ada", ["dan", "cleo", "dan"]);
  expect(message.mentions).toEqual(["cleo", "dan"]);
  expect((await nextOf(cleo, "message.created")).message).toEqual(message);
  expect((await api.as("ben").messages.list({ conversationId: group })).messages).toEqual([
    message,
  ]);
  const { lastMessage } = await api.as("ben").conversations.get({ conversationId: group });
  expect(lastMessage).toEqual(message);
  expect((await say("ada")).message.mentions).toEqual([]);
  expect((await say("ben", ["ada", "ben"], direct)).message.mentions).toEqual(["ada", "ben"]);
});

test("MEN-1: sends of one batch each keep their own", async () => {
  const sent = await Promise.all([
    say("ada", ["ben"]),
    say("ben"),
    say("cleo", ["ada", "dan"]),
    say("dan", ["cleo"]),
  ]);
  expect(sent.map(({ message }) => message.mentions)).toEqual([
    ["ben"],
    [],
    ["ada", "dan"],
    ["cleo"],
  ]);
});

test("MEN-2: a user outside the conversation, a former member and a nonexistent user are the same not_found", async () => {
  await remove(["dan"]);
  for (const id of ["eve", "dan", "nobody", "root"]) {
    expect(await reasonOf(say("ada", ["ben", id]))).toBe("not_found");
  }
  expect(await reasonOf(say("ben", ["cleo"], direct))).toBe("not_found");
  expect(await api.platform.db.$count(messages)).toBe(0);
});

test("MEN-2: a refused one does not affect the other sends of its batch", async () => {
  const [refused, sent] = await Promise.all([reasonOf(say("ada", ["eve"])), say("ben", ["ada"])]);
  expect(refused).toBe("not_found");
  expect(sent.message).toMatchObject({ seq: 1, mentions: ["ada"] });
});

test("MEN-2: there is no mention of everyone, and there is a limit", async () => {
  expect(await reasonOf(say("ada", ["@everyone"]))).toBe("not_found");
  const many = Array.from({ length: limits.mentionsMax + 1 }, () => "ben");
  expect(await reasonOf(say("ada", many))).toBe("invalid_input");
  expect(await reasonOf(say("ada", ["ben cleo"]))).toBe("invalid_input");
});

test("BLK-11: no user mentions another across a block, in either direction, and a closed account is the same", async () => {
  await api.as("ben").contacts.block({ userId: "cleo" });
  expect(await reasonOf(say("ben", ["cleo"]))).toBe("contact_unavailable");
  expect(await reasonOf(say("cleo", ["ada", "ben"]))).toBe("contact_unavailable");
  await say("cleo", ["ada"]);
  await api.as("root").users.deactivate({ userId: "dan" });
  expect(await reasonOf(say("ada", ["dan"]))).toBe("contact_unavailable");
  expect(await reasonOf(edit("cleo", { mentions: ["ada", "ben"] }))).toBe("contact_unavailable");
  await api.as("ben").contacts.unblock({ userId: "cleo" });
  await say("cleo", ["ben"]);
});

test("MSG-3: the same id and body with other mentions is a conflict, and with the same ones a repeat", async () => {
  const id = newId();
  await say("ada", ["ben", "cleo"], group, id);
  expect((await say("ada", ["cleo", "ben"], group, id)).deduplicated).toBe(true);
  expect(await reasonOf(say("ada", ["ben"], group, id))).toBe("idempotency_conflict");
  expect(await reasonOf(say("ada", undefined, group, id))).toBe("idempotency_conflict");
});

test("MEN-3: an edit without mentions keeps them, and one with mentions replaces them", async () => {
  await say("ada", ["ben"]);
  expect(await edit("ada", {})).toMatchObject({ version: 2, mentions: ["ben"] });
  expect(await edit("ada", { version: 2, mentions: ["cleo"] })).toMatchObject({
    version: 3,
    mentions: ["cleo"],
  });
  const last = await edit("ada", { version: 3, mentions: [] });
  expect(last).toMatchObject({ version: 4, mentions: [] });
  // A repeat of the same edit, and an edit that changes nothing.
  expect(await edit("ada", { version: 3, mentions: [] })).toEqual(last);
  expect(await edit("ada", { version: 4, mentions: [] })).toEqual(last);
  const kept = await api.platform.db.select().from(messageVersions);
  expect(kept.map(({ mentions }) => mentions)).toEqual([["ben"], ["ben"], ["cleo"]]);
});

test("MEN-3: users added by an edit have to be participants; kept ones may have left", async () => {
  await say("ada", ["ben"]);
  await remove(["ben", "dan"]);
  expect(await reasonOf(edit("ada", { mentions: ["ben", "dan"] }))).toBe("not_found");
  expect(await edit("ada", { mentions: ["ben", "cleo"] })).toMatchObject({
    mentions: ["ben", "cleo"],
  });
});

test("MEN-4: an edit notifies users whom it mentions for the first time, and no one twice", async () => {
  await say("ada", ["ben"]);
  await using ben = await api.follow("ben");
  await using cleo = await api.follow("cleo");
  const edits = [["ben", "cleo"], [], ["ben", "cleo"]];
  for (const [at, mentions] of edits.entries()) await edit("ada", { version: at + 1, mentions });
  const told = async (of: typeof ben) =>
    (await nextOf(of, "message.edited")).mentionsYou === true ? "told" : "edited";
  const each = async (of: typeof ben) => [await told(of), await told(of), await told(of)];
  expect(await each(ben)).toEqual(["edited", "edited", "edited"]);
  expect(await each(cleo)).toEqual(["told", "edited", "edited"]);
});

test("MEN-5: a deleted message has no mentions, in any output", async () => {
  await say("ada", ["ben"]);
  expect(await placesOf("ben")).toEqual([1]);
  await api.as("ada").messages.delete({ conversationId: group, seq: 1 });
  const [tombstone] = (await api.as("ben").messages.list({ conversationId: group })).messages;
  expect(tombstone).toMatchObject({ body: null, mentions: [] });
  expect(await placesOf("ben")).toEqual([]);
  const [row] = await api.platform.db.select().from(messages);
  expect(row?.mentions).toEqual([]);
});

test("MEN-6: a user finds the messages that mention them, newest first and page by page", async () => {
  for (const mentions of [["ben"], ["cleo"], ["ben", "cleo"], [], ["ben"]]) {
    await say("ada", mentions);
    api.clock.advance(1_000);
  }
  await say("ben", ["ben"]);
  expect(await placesOf("ben")).toEqual([5, 3, 1]);
  expect(await placesOf("dan")).toEqual([]);
  const first = await api.as("ben").messages.mentions({ limit: 2, cursor: null });
  const rest = await api.as("ben").messages.mentions({ limit: 2, cursor: first.nextCursor });
  expect([...first.messages, ...rest.messages].map(({ seq }) => seq)).toEqual([5, 3, 1]);
  expect(rest.nextCursor).toBeNull();
});

test("MEN-6: messages that the user cannot see, that an edit no longer mentions them in, or of blocked users are not found", async () => {
  await say("ada", ["ben", "cleo"]);
  await say("cleo", ["ben"]);
  await say("ada", ["ben"]);
  await edit("ada", { seq: 3, mentions: [] });
  await api.as("ben").contacts.block({ userId: "cleo" });
  expect(await placesOf("ben")).toEqual([1]);
  await api.as("ben").contacts.unblock({ userId: "cleo" });
  expect(await placesOf("ben")).toEqual([2, 1]);
  await api.as("ben").conversations.delete({ conversationId: group });
  expect(await placesOf("ben")).toEqual([]);
  await remove(["cleo"]);
  await say("ada", ["ben"]);
  expect(await placesOf("cleo")).toEqual([1]);
});
