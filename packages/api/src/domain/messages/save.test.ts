import { limits } from "@parley/contract/limits";
import { messages, savedMessages } from "@parley/db/schema";
import { beforeEach, expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", eve: "MENTEE" },
});
let group: string;

beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
});

const say = async (from: string, body = "look") =>
  (await api.as(from).messages.send({ conversationId: group, id: newId(), body })).message;
const save = (from: string, seq: number, note?: string | null) =>
  api.as(from).messages.save({ conversationId: group, seq, note });
const unsave = (from: string, seq: number) =>
  api.as(from).messages.unsave({ conversationId: group, seq });
const savedBy = async (userId: string) => (await api.as(userId).messages.saved({})).saved;
const placesOf = async (userId: string) =>
  (await savedBy(userId)).map(({ message }) => message.seq);

test("SAV-1: a user saves a message with a note for themselves, and no one else learns of it", async () => {
  const message = await say("ada");
  await using ada = await api.follow("ada");
  expect(await save("ben", 1, "  for the interview ")).toEqual({
    conversationId: group,
    savedSeqs: [1],
  });
  const savedAt = api.clock.now().toISOString();
  expect(await savedBy("ben")).toEqual([{ message, note: "for the interview", savedAt }]);
  expect(await savedBy("ada")).toEqual([]);
  const { savedSeqs } = await api.as("ada").conversations.get({ conversationId: group });
  expect(savedSeqs).toEqual([]);
  await say("ben");
  // Nothing came before it.
  expect((await nextOf(ada, "message.created")).message.seq).toBe(2);
});

test("SAV-1: nonexistent, foreign and invisible messages are the same not_found", async () => {
  await say("ada");
  for (const seq of [2, 2_147_483_647]) expect(await reasonOf(save("ben", seq))).toBe("not_found");
  expect(await reasonOf(save("eve", 1))).toBe("not_found");
  expect(await reasonOf(unsave("eve", 1))).toBe("not_found");
});

test("SAV-1: a note has at most 500 code points, and is not blank", async () => {
  await say("ada");
  await save("ben", 1, "🙂".repeat(limits.noteMax));
  for (const note of ["🙂".repeat(limits.noteMax + 1), " \n ", "", "a\0"])
    expect(await reasonOf(save("ben", 1, note))).toBe("invalid_input");
});

test("SAV-1: a user has at most 1,000 of them", async () => {
  await say("ada");
  const one = await say("ada");
  const places = Array.from({ length: limits.savedMax }, (_, at) => at + 3);
  const stored = { conversationId: group, senderId: "ada", body: "look" };
  await api.platform.db
    .insert(messages)
    .values(places.map((seq) => ({ ...stored, seq, id: newId() })));
  await api.platform.db
    .insert(savedMessages)
    .values(places.map((seq) => ({ userId: "ben", conversationId: group, seq })));
  expect(await reasonOf(save("ben", one.seq))).toBe("invalid_input");
  // What is saved already can be changed.
  await save("ben", 3, "noted");
  await unsave("ben", 3);
  expect((await save("ben", one.seq)).savedSeqs).toContain(one.seq);
});

test("SAV-2: an omitted note stays, null removes it, and a repeat makes no event", async () => {
  await say("ada");
  await save("ben", 1, "first");
  await using ben = await api.follow("ben");
  await save("ben", 1);
  await save("ben", 1, "first");
  expect((await savedBy("ben"))[0]?.note).toBe("first");
  await save("ben", 1, null);
  expect(await nextOf(ben, "message.saved")).toMatchObject({ savedSeqs: [1] });
  expect((await savedBy("ben"))[0]?.note).toBeNull();
  await unsave("ben", 1);
  await unsave("ben", 1);
  expect(await nextOf(ben, "message.saved")).toMatchObject({ savedSeqs: [] });
  expect(await savedBy("ben")).toEqual([]);
});

test("SAV-3: a saved message that is deleted stays with its note and without its text; another deleted one cannot be saved", async () => {
  await say("ada", "a secret");
  await say("ada");
  await save("ben", 1, "remember");
  for (const seq of [1, 2]) await api.as("ada").messages.delete({ conversationId: group, seq });
  expect(await savedBy("ben")).toMatchObject([{ message: { body: null }, note: "remember" }]);
  await save("ben", 1, "gone");
  expect(await savedBy("ben")).toMatchObject([{ note: "gone" }]);
  expect(await reasonOf(save("ben", 2))).toBe("version_conflict");
});

test("SAV-4: the last saved comes first, page by page", async () => {
  for (let at = 0; at < 5; at += 1) await say("ada");
  for (const seq of [2, 5, 1]) {
    api.clock.advance(1_000);
    await save("ben", seq);
  }
  // At the same time.
  await save("ben", 3);
  expect(await placesOf("ben")).toEqual([3, 1, 5, 2]);
  const first = await api.as("ben").messages.saved({ limit: 3 });
  const rest = await api.as("ben").messages.saved({ limit: 3, cursor: first.nextCursor });
  expect(rest.saved.map(({ message }) => message.seq)).toEqual([2]);
  expect(rest.nextCursor).toBeNull();
});

test("SAV-4: only what its owner can see, and nothing by a user whom they block", async () => {
  await say("ada");
  await say("cleo");
  await save("ben", 1);
  await save("ben", 2);
  await api.as("ben").contacts.block({ userId: "cleo" });
  expect(await placesOf("ben")).toEqual([1]);
  await api.as("ben").contacts.unblock({ userId: "cleo" });
  expect(await placesOf("ben")).toEqual([2, 1]);
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  expect(await placesOf("ben")).toEqual([2, 1]);
  await api.as("ben").conversations.delete({ conversationId: group });
  expect(await placesOf("ben")).toEqual([]);
});
