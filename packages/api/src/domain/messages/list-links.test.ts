import { messages } from "@parley/db/schema";
import { beforeEach, expect, test } from "vitest";
import { newId, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", dan: "MENTEE" },
});
let group: string;
beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
});

const say = async (from: string, body: string) => {
  const { message } = await api
    .as(from)
    .messages.send({ conversationId: group, id: newId(), body });
  return message.seq;
};
const links = (userId: string, more: { before?: number; limit?: number } = {}) =>
  api.as(userId).messages.links({ conversationId: group, ...more });
const placesOf = async (userId: string, more?: { before?: number; limit?: number }) =>
  (await links(userId, more)).messages.map(({ seq }) => seq);

test("DET-6: messages with web addresses are listed, newest first, and mail addresses are not", async () => {
  await say("ada", "see https://example.org/a");
  await say("ada", "no link here");
  await say("ben", "WWW.example.org");
  await say("ben", "write to ada@example.org");
  expect(await links("cleo")).toMatchObject({
    messages: [
      { seq: 3, senderId: "ben" },
      { seq: 1, senderId: "ada" },
    ],
    nextBefore: null,
  });
});

test("DET-6: pages follow each other without gap or repeat", async () => {
  for (let at = 1; at <= 7; at += 1) {
    // In this order.
    // oxlint-disable-next-line no-await-in-loop
    await say("ada", at % 2 === 1 ? `https://example.org/${at}` : "nothing");
  }
  const first = await links("ben", { limit: 2 });
  expect(first).toMatchObject({ messages: [{ seq: 7 }, { seq: 5 }], nextBefore: 5 });
  const second = await links("ben", { limit: 2, before: 5 });
  expect(second).toMatchObject({ messages: [{ seq: 3 }, { seq: 1 }], nextBefore: null });
  expect(await placesOf("ben", { before: 1 })).toEqual([]);
});

test("DET-6: a page looks at a bounded number of messages, and says where to go on", async () => {
  await say("ada", "https://example.org");
  await api.platform.db.insert(messages).values(
    Array.from({ length: 2_500 }, (_, at) => ({
      conversationId: group,
      seq: at + 2,
      id: newId(),
      senderId: "ada",
      body: "nothing",
    })),
  );
  await api.platform.db.execute(
    `update parley.conversations set last_seq = 2501 where id = '${group}'`,
  );
  const first = await links("ben");
  expect(first).toEqual({ messages: [], nextBefore: 502 });
  expect(await placesOf("ben", { before: 502 })).toEqual([1]);
});

test("DET-6: only what the caller may see is listed: not deleted, not cleared, not from a user whom they block", async () => {
  await say("ada", "https://example.org/1");
  await say("ben", "https://example.org/2");
  await say("ada", "https://example.org/3");
  await api.as("ada").messages.delete({ conversationId: group, seq: 3 });
  expect(await placesOf("cleo")).toEqual([2, 1]);
  await api.as("cleo").contacts.block({ userId: "ben" });
  expect(await placesOf("cleo")).toEqual([1]);
  await api.as("ben").conversations.delete({ conversationId: group });
  expect(await placesOf("ben")).toEqual([]);
  await api.as("root").groups.addMembers({ groupId: "north", menteeIds: ["dan"] });
  expect(await placesOf("dan")).toEqual([]);
  await say("ada", "https://example.org/4");
  expect(await placesOf("dan")).toEqual([4]);
});

test("DET-6: a conversation of others and bad places are refused", async () => {
  expect(await reasonOf(links("dan"))).toBe("not_found");
  expect(await reasonOf(links("ben", { before: 0 }))).toBe("invalid_input");
  expect(await reasonOf(links("ben", { limit: 101 }))).toBe("invalid_input");
});
