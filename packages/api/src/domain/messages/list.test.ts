import { participants } from "@parley/db/schema";
import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { newId, reasonOf, type TestApi } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  once: true,
  people: { ada: "MENTOR", ben: "MENTEE", eve: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben"] }],
});
let conversationId: string;

beforeAll(async () => {
  conversationId = (await api.as("ben").conversations.open({ userId: "ada" })).id;
  for (let at = 1; at <= 25; at += 1) {
    await api.as("ben").messages.send({ conversationId, id: newId(), body: `message ${at}` });
  }
});

type At = NonNullable<Parameters<ReturnType<TestApi["as"]>["messages"]["list"]>[0]["at"]>;

const page = async (at: At, limit = 10) => {
  const { messages, ...more } = await api.as("ada").messages.list({ conversationId, at, limit });
  return { seqs: messages.map(({ seq }) => seq), ...more };
};

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

test.each([
  [{ from: "end" }, range(16, 25), true, false],
  [{ from: "before", seq: 16 }, range(6, 15), true, true],
  [{ from: "before", seq: 6 }, range(1, 5), false, true],
  [{ from: "before", seq: 1 }, [], false, true],
  [{ from: "before", seq: 9_999 }, range(16, 25), true, false],
  [{ from: "after", seq: 0 }, range(1, 10), false, true],
  [{ from: "after", seq: 20 }, range(21, 25), true, false],
  [{ from: "after", seq: 25 }, [], true, false],
  [{ from: "around", seq: 13 }, range(8, 17), true, true],
  [{ from: "around", seq: 1 }, range(1, 10), false, true],
  [{ from: "around", seq: 25 }, range(16, 25), true, false],
] as const)(
  "MSG-11: a page %o has no gaps and states whether there is more",
  async (at, seqs, hasOlder, hasNewer) => {
    expect(await page(at)).toEqual({ seqs, hasOlder, hasNewer });
  },
);

test("MSG-24: the page of the unread messages begins before the first message of another user that is not read", async () => {
  await api.addPeople({ hal: "MENTEE" });
  const { id } = await api.as("hal").conversations.open({ userId: "ada" });
  const send = async (userId: string, count: number) => {
    for (let at = 0; at < count; at += 1)
      await api.as(userId).messages.send({ conversationId: id, id: newId(), body: "text" });
  };
  const opening = async () => {
    const at = { from: "unread" } as const;
    const { messages } = await api.as("ada").messages.list({ conversationId: id, at, limit: 10 });
    return messages.map(({ seq }) => seq);
  };
  expect(await opening()).toEqual([]);
  await send("hal", 25);
  expect(await opening()).toEqual(range(1, 10));
  await api.as("ada").messages.markRead({ conversationId: id, seq: 12 });
  expect(await opening()).toEqual(range(11, 20));
  // It is not unread any more.
  await api.as("hal").messages.delete({ conversationId: id, seq: 13 });
  expect(await opening()).toEqual(range(12, 21));
  await api.as("ada").messages.markRead({ conversationId: id, seq: 20 });
  expect(await opening()).toEqual(range(16, 25));
  await send("ada", 1);
  await send("hal", 12);
  expect(await opening()).toEqual(range(25, 34));
  await api.as("ada").contacts.block({ userId: "hal" });
  expect(await opening()).toEqual(range(29, 38));
});

test("MSG-11: an empty conversation is one empty page", async () => {
  await api.addPeople({ fay: "MENTEE" });
  const { id } = await api.as("ada").conversations.open({ userId: "fay" });
  expect(await api.as("ada").messages.list({ conversationId: id })).toEqual({
    messages: [],
    hasOlder: false,
    hasNewer: false,
  });
});

test("MSG-6: the history of a nonexistent and of a foreign conversation are the same not_found", async () => {
  for (const id of [conversationId, newId()]) {
    expect(await reasonOf(api.as("eve").messages.list({ conversationId: id }))).toBe("not_found");
  }
});

test("CONV-6: messages before joining, before clearing and after leaving cannot be read", async () => {
  await api.addPeople({ gus: "MENTEE" });
  await api.platform.db.insert(participants).values({
    conversationId,
    userId: "gus",
    visibleFromSeq: 4,
    clearedSeq: 6,
    leftSeq: 9,
  });
  const { messages, hasOlder, hasNewer } = await api.as("gus").messages.list({ conversationId });
  expect(messages.map(({ seq }) => seq)).toEqual([7, 8, 9]);
  expect({ hasOlder, hasNewer }).toEqual({ hasOlder: false, hasNewer: false });
  const row = and(eq(participants.conversationId, conversationId), eq(participants.userId, "gus"));
  await api.platform.db.delete(participants).where(row);
});

test.each([{ limit: 0 }, { limit: 101 }, { limit: 1.5 }])(
  "LIM-2: a page of %o is refused",
  async ({ limit }) => {
    expect(await reasonOf(api.as("ada").messages.list({ conversationId, limit }))).toBe(
      "invalid_input",
    );
  },
);
