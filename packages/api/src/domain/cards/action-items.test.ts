import { limits } from "@parley/contract/limits";
import { beforeEach, expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", eve: "MENTEE" },
});
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let group: string;
let direct: string;

beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

const inDays = (days: number) =>
  new Date(api.clock.now().getTime() + days * DAY).toISOString().slice(0, 10);

interface Wish {
  readonly from?: string;
  readonly conversationId?: string;
  readonly id?: string;
  readonly text?: string;
  readonly ownerId?: string;
  readonly dueOn?: string | null;
  readonly isShared?: boolean;
  readonly sourceSeq?: number;
}
const create = ({ from = "ada", ...wish }: Wish = {}) =>
  api.as(from).cards.createItem({
    ...{ id: newId(), conversationId: direct, text: "Send the CV", isShared: true, ...wish },
  });
const itemsOf = async (userId: string, conversationId = direct) =>
  (await api.as(userId).cards.list({ conversationId })).cards;
const bodiesOf = async (userId: string, conversationId = direct) =>
  (await api.as(userId).messages.list({ conversationId })).messages.map(({ body }) => body);
const problemOf = async (call: Promise<unknown>): Promise<string> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : "it was accepted";
};

test("CARD-1: a shared item is a card among the messages, whose text says the same", async () => {
  await using ben = await api.follow("ben");
  const dueOn = inDays(3);
  const item = await create({ ownerId: "ben", dueOn });
  expect(item).toEqual({
    ...{ kind: "action_item", id: item.id, conversationId: direct, seq: 1, creatorId: "ada" },
    ...{ ownerId: "ben", text: "Send the CV", dueOn, state: "open", sourceSeq: null, version: 1 },
    changedAt: api.clock.now().toISOString(),
  });
  const { message } = await nextOf(ben, "message.created");
  expect(message).toMatchObject({ id: item.id, seq: 1, body: `☑ Send the CV (${dueOn})` });
  expect((await nextOf(ben, "card.changed")).card).toEqual(item);
  expect(await itemsOf("ben")).toEqual([item]);
  expect(await itemsOf("ada")).toEqual([item]);
});

test("CARD-1: an item that is created again with the same id is the same, and has one card", async () => {
  const wish = { id: newId(), ownerId: "ben" };
  const item = await create(wish);
  expect(await create(wish)).toEqual(item);
  expect(await bodiesOf("ben")).toEqual(["☑ Send the CV"]);
  for (const other of [
    { ...wish, text: "Another" },
    { ...wish, isShared: false, ownerId: "ada" },
    { ...wish, from: "ben" },
    { ...wish, conversationId: group },
  ])
    expect(await reasonOf(create(other))).toBe("idempotency_conflict");
  await api.as("ben").cards.changeItem({ itemId: item.id, state: "done" });
  expect(await create(wish)).toMatchObject({ state: "done", version: 2 });
});

test("CARD-1: a card that was not stored when the server ended is stored by the repeat", async () => {
  const wish = { id: newId(), ownerId: "ben" };
  const { sends } = api.platform;
  const stopped = new Error("the server ended");
  Object.assign(api.platform, { sends: { send: () => Promise.reject(stopped) } });
  await expect(create(wish)).rejects.toThrow("the server ended");
  Object.assign(api.platform, { sends });
  expect(await itemsOf("ben")).toEqual([]);
  api.faults.length = 0;
  expect(await create(wish)).toMatchObject({ seq: 1 });
  expect(await itemsOf("ben")).toHaveLength(1);
});

test("CARD-2: changes of an item reach all who see its card, and its text follows", async () => {
  const item = await create({ ownerId: "ben" });
  await using ben = await api.follow("ben");
  const text = "Send the CV and the letter";
  await api.as("ada").cards.changeItem({ itemId: item.id, text, dueOn: inDays(1) });
  expect((await nextOf(ben, "card.changed")).card).toMatchObject({ text, version: 2 });
  const { message } = await nextOf(ben, "message.edited");
  expect(message.body).toBe(`☑ ${text} (${inDays(1)})`);
  const { hits } = await api.as("ben").messages.search({ text: "letter" });
  expect(hits.map(({ message: { id } }) => id)).toEqual([item.id]);
});

test("CARD-3: a card that is deleted takes its item with it", async () => {
  const item = await create({ ownerId: "ben", dueOn: inDays(1) });
  await api.as("ada").messages.delete({ conversationId: direct, seq: 1 });
  expect(await itemsOf("ben")).toEqual([]);
  const change = api.as("ada").cards.changeItem({ itemId: item.id, state: "done" });
  expect(await reasonOf(change)).toBe("not_found");
});

test("CARD-4: who joined later, or has left, sees the items whose cards they see", async () => {
  const early = await create({ conversationId: group, ownerId: "ben" });
  await api.as("root").groups.addMembers({ groupId: "north", menteeIds: ["eve"] });
  expect(await itemsOf("eve", group)).toEqual([]);
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["cleo"] });
  const late = await create({ conversationId: group, ownerId: "ben" });
  expect((await itemsOf("eve", group)).map(({ id }) => id)).toEqual([late.id]);
  expect((await itemsOf("cleo", group)).map(({ id }) => id)).toEqual([early.id]);
});

test("ACT-1: a private item has no card, and only its creator sees and changes it", async () => {
  await using ben = await api.follow("ben");
  const item = await create({ isShared: false, dueOn: inDays(2) });
  expect(item).toMatchObject({ seq: null, ownerId: "ada" });
  expect(await bodiesOf("ben")).toEqual([]);
  expect(await itemsOf("ben")).toEqual([]);
  expect(await itemsOf("ada")).toEqual([item]);
  const change = { itemId: item.id, state: "done" } as const;
  expect(await reasonOf(api.as("ben").cards.changeItem(change))).toBe("not_found");
  expect(await api.as("ada").cards.changeItem(change)).toMatchObject({ state: "done" });
  expect(await problemOf(create({ isShared: false, ownerId: "ben" }))).toContain("ownerId");
  const give = api.as("ada").cards.changeItem({ itemId: item.id, ownerId: "ben" });
  expect(await problemOf(give)).toContain("ownerId");
  await api.as("ada").messages.send({ conversationId: direct, id: newId(), body: "after it" });
  expect((await nextOf(ben, "message.created")).message.body).toBe("after it");
});

test("ACT-2: done and removed items can be opened again", async () => {
  const { id: itemId } = await create({ ownerId: "ben" });
  const change = (state: "open" | "done" | "removed") =>
    api.as("ben").cards.changeItem({ itemId, state });
  expect(await change("done")).toMatchObject({ state: "done", version: 2 });
  expect(await change("done")).toMatchObject({ state: "done", version: 2 });
  expect(await change("open")).toMatchObject({ state: "open", version: 3 });
  expect(await change("removed")).toMatchObject({ state: "removed", version: 4 });
  expect(await change("open")).toMatchObject({ state: "open", version: 5 });
});

test("ACT-3: in a group the creator and the owner change an item, and only its creator the text", async () => {
  const { id: itemId } = await create({ conversationId: group, ownerId: "ben" });
  const change = (userId: string, changes: { text?: string; state?: "done"; ownerId?: string }) =>
    api.as(userId).cards.changeItem({ itemId, ...changes });
  expect(await reasonOf(change("cleo", { state: "done" }))).toBe("forbidden");
  expect(await reasonOf(change("ben", { text: "Another" }))).toBe("forbidden");
  expect(await change("ada", { text: "Another" })).toMatchObject({ text: "Another" });
  expect(await change("ben", { state: "done" })).toMatchObject({ state: "done" });
});

test("ACT-4: an item of a user who left or was deactivated stays, and others may take it", async () => {
  const { id: itemId } = await create({ conversationId: group, ownerId: "ben" });
  const take = () => api.as("cleo").cards.changeItem({ itemId, ownerId: "cleo" });
  expect(await reasonOf(take())).toBe("forbidden");
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  expect(await itemsOf("cleo", group)).toMatchObject([{ id: itemId, ownerId: "ben" }]);
  expect(await take()).toMatchObject({ ownerId: "cleo" });
  const back = api.as("ada").cards.changeItem({ itemId, ownerId: "ben" });
  expect(await problemOf(back)).toContain("ownerId");
  await api.as("root").users.deactivate({ userId: "cleo" });
  expect(await api.as("ada").cards.changeItem({ itemId, ownerId: "ada" })).toMatchObject({
    ownerId: "ada",
  });
});

test("ACT-5: bad input is refused with its field", async () => {
  const said = await api
    .as("ben")
    .messages.send({ conversationId: direct, id: newId(), body: "I could send it" });
  const { seq } = said.message;
  expect(await create({ text: "x".repeat(500), sourceSeq: seq })).toMatchObject({ sourceSeq: seq });
  for (const [field, wish] of Object.entries({
    text: { text: "   " },
    "text ": { text: "x".repeat(501) },
    ownerId: { ownerId: "eve" },
    "ownerId ": { ownerId: "nobody" },
    dueOn: { dueOn: "2026-02-30" },
    "dueOn ": { dueOn: inDays(-2) },
    "dueOn  ": { dueOn: inDays(400) },
  }))
    expect(await problemOf(create(wish)), field).toContain(field.trim());
  expect(await reasonOf(create({ sourceSeq: 99 }))).toBe("not_found");
  await api.as("ben").messages.delete({ conversationId: direct, seq });
  expect(await reasonOf(create({ sourceSeq: seq }))).toBe("version_conflict");
  expect(await reasonOf(create({ from: "eve" }))).toBe("not_found");
  expect(await create({ dueOn: inDays(0) })).toMatchObject({ dueOn: inDays(0) });
});

test("ACT-6: a conversation has at most 100 open items", async () => {
  const made = [];
  for (let at = 0; at < limits.openItemsMax; at += 1)
    made.push(await create({ isShared: at % 2 === 0 }));
  expect(await problemOf(create())).toContain("100");
  const itemId = made[0]?.id ?? "";
  await api.as("ada").cards.changeItem({ itemId, state: "done" });
  await create();
  const reopen = api.as("ada").cards.changeItem({ itemId, state: "open" });
  expect(await problemOf(reopen)).toContain("100");
  // Private items of others do not count.
  await create({ from: "ben", isShared: false });
});

test("ACT-7: where a user may not write they create and change no shared items, and their own as before", async () => {
  const shared = await create({ ownerId: "ben" });
  const own = await create({ isShared: false });
  await api.as("ben").contacts.block({ userId: "ada" });
  const change = (itemId: string) => api.as("ada").cards.changeItem({ itemId, state: "done" });
  expect(await reasonOf(change(shared.id))).toBe("contact_unavailable");
  expect(await reasonOf(create())).toBe("contact_unavailable");
  expect(await change(own.id)).toMatchObject({ state: "done" });
  await create({ isShared: false });
});

test("ACT-8: an item that a user does not see is as one that does not exist", async () => {
  const { id: itemId } = await create();
  const of = (id: string) =>
    reasonOf(api.as("cleo").cards.changeItem({ itemId: id, state: "done" }));
  expect(await of(itemId)).toBe("not_found");
  expect(await of(newId())).toBe("not_found");
  expect(await reasonOf(api.as("cleo").cards.list({ conversationId: direct }))).toBe("not_found");
});
