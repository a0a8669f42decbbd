import { limits } from "@parley/contract/limits";
import { beforeEach, expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", eve: "MENTEE" },
});
let group: string;
let direct: string;

beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

const say = async (from: string, conversationId = group) =>
  (await api.as(from).messages.send({ conversationId, id: newId(), body: "look" })).message.seq;
const pin = (from: string, seq: number, conversationId = group) =>
  api.as(from).messages.pin({ conversationId, seq });
const unpin = (from: string, seq: number, conversationId = group) =>
  api.as(from).messages.unpin({ conversationId, seq });
const placesFor = async (userId: string, conversationId = group) => {
  const { pins } = await api.as(userId).conversations.get({ conversationId });
  const { messages } = await api.as(userId).messages.pinned({ conversationId });
  expect(messages.map(({ seq }) => seq)).toEqual(pins.map(({ seq }) => seq));
  return pins.map(({ seq }) => seq);
};

test("PIN-1: everyone who can see a message sees its pin, who made it and when; a repeat changes nothing", async () => {
  await say("ada");
  await using cleo = await api.follow("cleo");
  const { pins } = await pin("ben", 1);
  expect(pins).toEqual([{ seq: 1, userId: "ben", at: api.clock.now().toISOString() }]);
  expect(await nextOf(cleo, "message.pinned")).toEqual({
    type: "message.pinned",
    conversationId: group,
    pins,
  });
  api.clock.advance(60_000);
  expect((await pin("ada", 1)).pins).toEqual(pins);
  await unpin("ada", 1);
  // The next event is of the removal: the repeat made none.
  expect((await nextOf(cleo, "message.pinned")).pins).toEqual([]);
});

test("PIN-1: a conversation has at most 20, and one that is removed makes room", async () => {
  for (let at = 0; at <= limits.pinsMax; at += 1) await say("ada");
  for (let seq = 1; seq <= limits.pinsMax; seq += 1) await pin("ada", seq);
  expect(await reasonOf(pin("ben", limits.pinsMax + 1))).toBe("invalid_input");
  expect(await placesFor("ben")).toHaveLength(limits.pinsMax);
  await unpin("ben", 3);
  await pin("ben", limits.pinsMax + 1);
  expect(await placesFor("ben")).not.toContain(3);
});

test("PIN-2: pins are listed from the newest on, as far as their reader can see the messages", async () => {
  await say("ada");
  await say("ben");
  await pin("ada", 2);
  api.clock.advance(1_000);
  await pin("ada", 1);
  expect(await placesFor("cleo")).toEqual([1, 2]);
  await api.as("cleo").conversations.delete({ conversationId: group });
  await say("ben");
  await pin("ben", 3);
  expect(await placesFor("cleo")).toEqual([3]);
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  await say("ada");
  await pin("ada", 4);
  expect(await placesFor("ben")).toEqual([3, 1, 2]);
});

test("PIN-3: a user who can write removes a pin of another user; one that is not there is no error", async () => {
  await say("ada");
  await pin("ada", 1);
  expect((await unpin("cleo", 1)).pins).toEqual([]);
  expect((await unpin("cleo", 1)).pins).toEqual([]);
});

test("PIN-3: a user who cannot write can neither pin nor unpin, for the same reason", async () => {
  await say("ada", direct);
  await say("ada");
  await pin("ada", 1, direct);
  await api.as("ada").contacts.block({ userId: "ben" });
  expect(await reasonOf(pin("ben", 1, direct))).toBe("contact_unavailable");
  expect(await reasonOf(unpin("ben", 1, direct))).toBe("contact_unavailable");
  await api.as("root").groups.archive({ groupId: "north" });
  expect(await reasonOf(pin("cleo", 1))).toBe("conversation_readonly");
});

test("PIN-3: nonexistent, foreign and invisible messages are the same not_found", async () => {
  await say("ada");
  expect(await reasonOf(pin("ben", 2))).toBe("not_found");
  expect(await reasonOf(pin("eve", 1))).toBe("not_found");
  expect(await reasonOf(pin("ben", 1, newId()))).toBe("not_found");
  expect(await reasonOf(api.as("eve").messages.pinned({ conversationId: group }))).toBe(
    "not_found",
  );
  await api.as("ben").conversations.delete({ conversationId: group });
  expect(await reasonOf(pin("ben", 1))).toBe("not_found");
});

test("PIN-4: a deleted message has no pin, and cannot be pinned", async () => {
  await say("ada");
  await say("ada");
  await pin("ben", 1);
  await api.as("ada").messages.delete({ conversationId: group, seq: 1 });
  expect(await placesFor("ben")).toEqual([]);
  expect(await reasonOf(pin("ben", 1))).toBe("version_conflict");
  await Promise.all([
    api.as("ada").messages.delete({ conversationId: group, seq: 2 }),
    pin("ben", 2).catch(() => undefined),
  ]);
  expect(await placesFor("ben")).toEqual([]);
});
