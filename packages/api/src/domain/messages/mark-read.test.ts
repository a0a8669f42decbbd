import { users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: { ada: "MENTOR", ben: "MENTEE", eve: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben"] }],
});
let conversationId: string;

beforeEach(async () => {
  conversationId = (await api.as("ben").conversations.open({ userId: "ada" })).id;
  for (const body of ["one", "two", "three"]) {
    await api.as("ben").messages.send({ conversationId, id: newId(), body });
  }
});

const readMark = async (viewer: string, of: string) => {
  const { members } = await api.as(viewer).conversations.get({ conversationId });
  return members.find(({ person }) => person.id === of)?.readSeq;
};

test("READ-1: reading decreases the count, and never moves back", async () => {
  expect((await api.as("ada").conversations.get({ conversationId })).unread).toBe(3);
  const read = (seq: number) => api.as("ada").messages.markRead({ conversationId, seq });
  expect(await read(2)).toEqual({ conversationId, readSeq: 2, unread: 1 });
  expect(await read(1)).toEqual({ conversationId, readSeq: 2, unread: 1 });
  expect(await read(3)).toEqual({ conversationId, readSeq: 3, unread: 0 });
});

test("READ-1: of two devices that read at once the furthest position wins", async () => {
  await Promise.all(
    [2, 3, 1, 2].map((seq) => api.as("ada").messages.markRead({ conversationId, seq })),
  );
  expect(await readMark("ada", "ada")).toBe(3);
});

test("READ-2: a position beyond the end reads to the end", async () => {
  const state = await api.as("ada").messages.markRead({ conversationId, seq: 2_000_000 });
  expect(state).toEqual({ conversationId, readSeq: 3, unread: 0 });
});

test("READ-3: the reader's own devices get the new count, the other user the read mark", async () => {
  await using ada = await api.follow("ada");
  await using ben = await api.follow("ben");
  await api.as("ada").messages.markRead({ conversationId, seq: 2 });
  const read = { type: "conversation.read", conversationId, userId: "ada", readSeq: 2 };
  expect(await nextOf(ada, "conversation.read")).toEqual({
    ...read,
    unread: { count: 1, upToSeq: 3 },
  });
  expect(await nextOf(ben, "conversation.read")).toEqual({ ...read, unread: null });
  expect(await readMark("ben", "ada")).toBe(2);
});

test("READ-3: a read that changes nothing notifies no one", async () => {
  await api.as("ada").messages.markRead({ conversationId, seq: 3 });
  const { cursor } = await api.as("ben").users.me();
  await api.as("ada").messages.markRead({ conversationId, seq: 3 });
  expect((await api.as("ben").users.me()).cursor).toBe(cursor);
});

test.each(["ada", "ben"])(
  "READ-4: read marks are hidden from both once %s does not share them",
  async (shy) => {
    await api.platform.db.update(users).set({ sharesReceipts: false }).where(eq(users.id, shy));
    const before = (await api.as("ben").users.me()).cursor;
    await api.as("ada").messages.markRead({ conversationId, seq: 3 });
    expect((await api.as("ben").users.me()).cursor).toBe(before);
    expect(await readMark("ben", "ada")).toBeNull();
    expect(await readMark("ada", "ben")).toBeNull();
  },
);

test("READ-8: a message shows that its sender has read everything before it, shared or not", async () => {
  await api.as("ada").users.updateMe({ sharesReceipts: false });
  await api.as("ada").messages.markRead({ conversationId, seq: 1 });
  await api.as("ada").messages.send({ conversationId, id: newId(), body: "an answer" });
  await api.as("ben").messages.send({ conversationId, id: newId(), body: "and one more" });
  await api.as("ada").messages.markRead({ conversationId, seq: 5 });
  await api.as("ada").users.updateMe({ sharesReceipts: true });
  expect(await readMark("ben", "ada")).toBe(4);
});

test("MSG-6: marking a foreign or nonexistent conversation is not_found", async () => {
  for (const id of [conversationId, newId()]) {
    const call = api.as("eve").messages.markRead({ conversationId: id, seq: 1 });
    expect(await reasonOf(call)).toBe("not_found");
  }
});

test("READ-9: reading on can keep the mark: what arrived and was seen does not count, and the mark stays", async () => {
  const { messages, conversations } = api.as("ada");
  await messages.markRead({ conversationId, seq: 3 });
  await conversations.markUnread({ conversationId });
  const { seq } = (
    await api.as("ben").messages.send({ conversationId, id: newId(), body: "one more" })
  ).message;
  await using ada = await api.follow("ada");
  expect(await messages.markRead({ conversationId, seq, keepsMark: true })).toMatchObject({
    readSeq: seq,
    unread: 0,
  });
  expect(await nextOf(ada, "conversation.read")).toMatchObject({ readSeq: seq, keepsMark: true });
  expect(await conversations.get({ conversationId })).toMatchObject({
    unread: 0,
    markedUnread: true,
  });
  const { cursor } = await api.as("ada").users.me();
  await messages.markRead({ conversationId, seq, keepsMark: true });
  expect((await api.as("ada").users.me()).cursor).toBe(cursor);
  await messages.markRead({ conversationId, seq });
  expect(await conversations.get({ conversationId })).toMatchObject({ markedUnread: false });
});
