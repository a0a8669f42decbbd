import { blocks, conversations, messages, streamEvents, users } from "@parley/db/schema";
import { and, asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: { ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", root: "ADMIN", eve: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben", "cleo"] }],
});

const open = async (from: string, to: string) =>
  (await api.as(from).conversations.open({ userId: to })).id;

test("MSG-1: a send returns the message as stored, with the next seq of its conversation", async () => {
  const conversationId = await open("ben", "ada");
  const id = newId();
  const first = await api.as("ben").messages.send({ conversationId, id, body: "  Hello Ada  " });
  expect(first).toEqual({
    deduplicated: false,
    message: {
      id,
      conversationId,
      seq: 1,
      senderId: "ben",
      body: "Hello Ada",
      replyToSeq: null,
      mentions: [],
      reactions: [],
      version: 1,
      createdAt: api.clock.now().toISOString(),
      editedAt: null,
      deletedAt: null,
    },
  });
  const second = await api
    .as("ada")
    .messages.send({ conversationId, id: newId(), body: "Hello Ben" });
  expect(second.message.seq).toBe(2);
});

test("MSG-2: repeating an id returns the first result and stores nothing", async () => {
  const conversationId = await open("ben", "ada");
  const send = { conversationId, id: newId(), body: "once" };
  const first = await api.as("ben").messages.send(send);
  const [again, andAgain] = await Promise.all([
    api.as("ben").messages.send(send),
    api.as("ben").messages.send(send),
  ]);
  expect(again).toEqual({ message: first.message, deduplicated: true });
  expect(andAgain).toEqual(again);
  expect(await api.platform.db.$count(messages)).toBe(1);
});

test("MSG-23: ids of any version and case are one id each, and nothing is ordered by them", async () => {
  const conversationId = await open("ben", "ada");
  // As crypto.randomUUID, uuid.uuid1() and uuid.uuid5() of Python, and a GUID in upper case.
  const ids = [
    "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
    "C9A646D3-9C61-4CB7-BF3A-3F5D3B1E2A11",
    "2ed6657d-e927-568b-95e1-2665a8aea6a2",
    crypto.randomUUID(),
    "1ec9414c-232a-6b00-b3c8-9e6bdeced846",
    "320c3d4d-cc00-875b-8ec9-32d5f69181c0",
    "00000000-0000-1000-8000-000000000000",
  ];
  for (const [at, id] of ids.entries()) {
    const sent = await api.as("ben").messages.send({ conversationId, id, body: `apple ${at}` });
    expect(sent).toMatchObject({
      deduplicated: false,
      message: { id: id.toLowerCase(), seq: at + 1 },
    });
    const swapped = id === id.toUpperCase() ? id.toLowerCase() : id.toUpperCase();
    const again = await api
      .as("ben")
      .messages.send({ conversationId, id: swapped, body: `apple ${at}` });
    expect(again).toEqual({ message: sent.message, deduplicated: true });
  }
  const bodies = ids.map((_, at) => `apple ${at}`);
  const { messages: page } = await api.as("ada").messages.list({ conversationId });
  expect(page.map(({ body }) => body)).toEqual(bodies);
  const { hits } = await api.as("ada").messages.search({ text: "apple" });
  expect(hits.map(({ message }) => message.body)).toEqual(bodies.toReversed());
  expect(await api.platform.db.$count(messages)).toBe(ids.length);
});

test("MSG-23: the same id in both cases at once is stored once", async () => {
  const conversationId = await open("ben", "ada");
  const id = crypto.randomUUID();
  const results = await Promise.all(
    [id, id.toUpperCase(), id, id.toUpperCase()].map((each) =>
      api.as("ben").messages.send({ conversationId, id: each, body: "once" }),
    ),
  );
  expect(results.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1);
  expect(await api.platform.db.$count(messages)).toBe(1);
});

test("MSG-2: the same id sent several times at once is stored once", async () => {
  const conversationId = await open("ben", "ada");
  const send = { conversationId, id: newId(), body: "all at once" };
  const results = await Promise.all(
    Array.from({ length: 5 }, () => api.as("ben").messages.send(send)),
  );
  expect(results.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1);
  expect(new Set(results.map(({ message }) => message.seq))).toEqual(new Set([1]));
});

test("MSG-3: an id with another body, or in another conversation, is a conflict", async () => {
  const conversationId = await open("ben", "ada");
  const id = newId();
  await api.as("ben").messages.send({ conversationId, id, body: "this" });
  const other = await open("ben", "cleo");
  expect(await reasonOf(api.as("ben").messages.send({ conversationId, id, body: "that" }))).toBe(
    "idempotency_conflict",
  );
  expect(
    await reasonOf(api.as("ben").messages.send({ conversationId: other, id, body: "this" })),
  ).toBe("idempotency_conflict");
});

test("MSG-4: ids of different senders are independent", async () => {
  const conversationId = await open("ben", "ada");
  const id = newId();
  await api.as("ben").messages.send({ conversationId, id, body: "mine" });
  const { message, deduplicated } = await api
    .as("ada")
    .messages.send({ conversationId, id, body: "mine too" });
  expect({ seq: message.seq, deduplicated }).toEqual({ seq: 2, deduplicated: false });
});

test("MSG-5: seq is dense from 1 and each sender's order is kept, however many send at once", async () => {
  const conversationId = await open("ben", "ada");
  const sends = Array.from({ length: 60 }, (_, at) => {
    const sender = at % 2 === 0 ? "ben" : "ada";
    return api.as(sender).messages.send({ conversationId, id: newId(), body: `${sender} ${at}` });
  });
  const sent = (await Promise.all(sends)).map(({ message }) => message);
  expect(sent.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 60 }, (_, at) => at + 1),
  );
  for (const sender of ["ben", "ada"]) {
    const own = sent.filter(({ senderId }) => senderId === sender).map(({ seq }) => seq);
    expect(own).toEqual(own.toSorted((a, b) => a - b));
  }
});

test("EVT-1: all participants get the event, the sender too, numbered without a gap", async () => {
  const conversationId = await open("ben", "ada");
  await Promise.all(
    Array.from({ length: 12 }, (_, at) =>
      api.as("ben").messages.send({ conversationId, id: newId(), body: `message ${at}` }),
    ),
  );
  for (const userId of ["ben", "ada"]) {
    const rows = await api.platform.db
      .select({ seq: streamEvents.seq, message: streamEvents.messageSeq })
      .from(streamEvents)
      .where(and(eq(streamEvents.userId, userId), eq(streamEvents.type, "message.created")))
      .orderBy(asc(streamEvents.seq));
    const first = rows[0]?.seq ?? 0;
    expect(rows).toEqual(rows.map((_, at) => ({ seq: first + at, message: at + 1 })));
    expect(rows).toHaveLength(12);
  }
});

test("MSG-6: a nonexistent conversation and one of others get the same answer", async () => {
  const foreign = await open("ben", "ada");
  const body = "let me in";
  const errors = await Promise.all(
    [foreign, newId()].map((conversationId) =>
      api
        .as("eve")
        .messages.send({ conversationId, id: newId(), body })
        .catch((error: unknown) => error),
    ),
  );
  expect(errors[0]).toEqual(errors[1]);
  expect(errors[0]).toMatchObject({ code: "NOT_FOUND" });
});

test("MSG-7: a block stops both in a direct conversation, and nothing is stored", async () => {
  const conversationId = await open("ben", "ada");
  await api.platform.db.insert(blocks).values({ blockerId: "ben", blockedId: "ada" });
  for (const sender of ["ben", "ada"]) {
    const call = api.as(sender).messages.send({ conversationId, id: newId(), body: "anyone?" });
    expect(await reasonOf(call)).toBe("contact_unavailable");
  }
  expect(await api.platform.db.$count(messages)).toBe(0);
});

test("MSG-7: a block does not stop an ADMIN", async () => {
  const conversationId = await open("root", "ben");
  await api.platform.db.insert(blocks).values({ blockerId: "ben", blockedId: "root" });
  const sent = await api
    .as("root")
    .messages.send({ conversationId, id: newId(), body: "We need to talk." });
  expect(sent.message.seq).toBe(1);
});

test("MSG-8: a read-only conversation refuses with its own reason", async () => {
  const conversationId = await open("ben", "ada");
  await api.platform.db.update(conversations).set({ state: "readonly" });
  const call = api.as("ben").messages.send({ conversationId, id: newId(), body: "too late" });
  expect(await reasonOf(call)).toBe("conversation_readonly");
});

test("ID-3: a deactivated sender and a revoked token are refused by the statement itself", async () => {
  const conversationId = await open("ben", "ada");
  const send = () =>
    api.as("ben").messages.send({ conversationId, id: newId(), body: "still here?" });
  const later = new Date(api.clock.now().getTime() + 1);
  await api.platform.db.update(users).set({ tokensValidAfter: later }).where(eq(users.id, "ben"));
  expect(await reasonOf(send())).toBe("session_expired");
  await api.platform.db.update(users).set({ status: "deactivated" }).where(eq(users.id, "ben"));
  expect(await reasonOf(send())).toBe("not_signed_in");
});

test("ID-3: a repeat returns nothing to a closed account of what it once sent", async () => {
  const message = { conversationId: await open("ben", "ada"), id: newId(), body: "still here?" };
  await api.as("ben").messages.send(message);
  await api.platform.db.update(users).set({ status: "deactivated" }).where(eq(users.id, "ben"));
  expect(await reasonOf(api.as("ben").messages.send(message))).toBe("not_signed_in");
});

test("MSG-9: one refused send does not affect the others of its batch", async () => {
  const conversationId = await open("ben", "ada");
  const [good, bad, alsoGood] = await Promise.allSettled([
    api.as("ben").messages.send({ conversationId, id: newId(), body: "one" }),
    api.as("eve").messages.send({ conversationId, id: newId(), body: "intruder" }),
    api.as("ada").messages.send({ conversationId, id: newId(), body: "two" }),
  ]);
  expect([good.status, bad.status, alsoGood.status]).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
  expect(await api.platform.db.$count(messages)).toBe(2);
});

test("MSG-10: sending marks everything before it as read", async () => {
  const conversationId = await open("ben", "ada");
  await api.as("ada").messages.send({ conversationId, id: newId(), body: "How are you?" });
  expect((await api.as("ben").conversations.get({ conversationId })).unread).toBe(1);
  await api.as("ben").messages.send({ conversationId, id: newId(), body: "Well!" });
  expect(await api.as("ben").conversations.get({ conversationId })).toMatchObject({
    unread: 0,
    readSeq: 2,
  });
});

test("EVT-2: an event is delivered live, and its row can be read at once", async () => {
  const conversationId = await open("ben", "ada");
  await using ada = await api.follow("ada");
  const { message } = await api
    .as("ben")
    .messages.send({ conversationId, id: newId(), body: "live" });
  expect(await nextOf(ada, "message.created")).toEqual({ type: "message.created", message });
  const page = await api.as("ada").messages.list({ conversationId });
  expect(page.messages).toEqual([message]);
});

test("EVT-3: sends of one batch are delivered in the order of each user's numbers, so that no subscriber sees a gap", async () => {
  const direct = await open("ben", "ada");
  const other = await open("cleo", "ada");
  await using ada = await api.follow("ada");
  const handed: number[] = [];
  const stop = api.platform.bus.listen("ada", { onEvent: ({ seq }) => void handed.push(seq) });
  const sends = Array.from({ length: 40 }, (_, at) => ({
    from: at % 2 === 0 ? "ben" : "cleo",
    conversationId: at % 2 === 0 ? direct : other,
  }));
  await Promise.all(
    sends.map(({ from, conversationId }, at) =>
      api.as(from).messages.send({ conversationId, id: newId(), body: `${at}` }),
    ),
  );
  stop();
  expect(handed).toHaveLength(40);
  expect(handed).toEqual(handed.toSorted((a, b) => a - b));
  const bodies = [];
  for (const _ of sends) bodies.push((await nextOf(ada, "message.created")).message.body);
  expect(bodies).toEqual(sends.map((_, at) => `${at}`));
});
