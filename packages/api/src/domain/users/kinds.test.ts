import { expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { accountProblem } from "./load-actor.ts";

const api = useTestApi({
  oracle: true,
  policy: { mentorsReach: "own-groups" },
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", parley: "SYSTEM", helper: "BOT" },
});

const everybody = ["root", "ada", "ben"];
let keys = 0;
const sendAs = (senderId: string, userId: string, body = "Welcome") => {
  keys += 1;
  const idempotencyKey = `key ${keys}`;
  return api.service.messages.sendAs({ senderId, to: { userId }, body, idempotencyKey });
};
const conversationOf = async (userId: string) => {
  const [conversation] = (await api.as(userId).conversations.list()).conversations;
  if (conversation === undefined) throw new Error(`${userId} has no conversation`);
  return conversation;
};
const say = (userId: string, conversationId: string) =>
  api.as(userId).messages.send({ conversationId, id: newId(), body: "thanks" });
const issuesOf = (call: Promise<unknown>) =>
  call.then(
    () => "accepted",
    (error: unknown) => error instanceof Error && error.cause,
  );

test("KIND-1, KIND-2: the platform creates SYSTEM and BOT users without an address and a role, and their kind never changes", async () => {
  const { users } = api.service;
  const news = { id: "news", name: "News", kind: "SYSTEM" } as const;
  const shown = { ...news, role: "MENTEE", avatarUrl: null };
  expect(await users.upsert(news)).toEqual(shown);
  expect(await users.upsert({ ...news, name: "Notes" })).toEqual({ ...shown, name: "Notes" });
  const { accounts } = await users.list({ text: "Notes" });
  expect(accounts).toMatchObject([{ id: "news", kind: "SYSTEM", email: null }]);
  const asBot = users.upsert({ ...news, kind: "BOT" });
  expect(await issuesOf(asBot)).toMatchObject({
    reason: "invalid_input",
    issues: [{ path: "kind" }],
  });
  const asPerson = users.upsert({ id: "news", name: "News", role: "MENTOR" });
  expect(await reasonOf(asPerson)).toBe("invalid_input");
  expect(await reasonOf(users.upsert({ id: "ben", name: "Ben", kind: "BOT" }))).toBe(
    "invalid_input",
  );
  // @ts-expect-error: a BOT has no address
  const withAddress = users.upsert({ id: "b", name: "B", kind: "BOT", email: "b@example.org" });
  expect(await reasonOf(withAddress)).toBe("invalid_input");
  expect((await users.list({ role: "MENTEE" })).accounts.map(({ id }) => id)).toEqual(["ben"]);
});

test("KIND-2: a SYSTEM user does not sign in, and a BOT does", async () => {
  expect(await reasonOf(api.as("parley").users.me())).toBe("not_signed_in");
  expect(await api.as("helper").users.me()).toMatchObject({
    id: "helper",
    kind: "BOT",
    email: null,
  });
  const account = await api.platform.accounts.load("parley");
  const issuedAt = api.clock.now();
  const session = { kind: "user", userId: "parley", issuedAt, expiresAt: issuedAt } as const;
  expect(accountProblem(session, account)?.message).toMatch(/sendAs/);
  await sendAs("parley", "ben");
  const { id } = await conversationOf("ben");
  expect(await reasonOf(say("parley", id))).toBe("not_signed_in");
});

test("KIND-3: SYSTEM and BOT users are in no list of contacts, no search, no group and no presence", async () => {
  await sendAs("helper", "root");
  await sendAs("parley", "root");
  for (const userId of everybody) {
    const { contacts } = await api.as(userId).contacts.list();
    expect(contacts.filter(({ person }) => person.kind !== undefined)).toEqual([]);
    for (const text of ["Parley", "Helper"])
      expect(await api.as(userId).users.search({ text })).toEqual({ people: [] });
  }
  expect(await api.as("helper").contacts.list()).toEqual({ contacts: [] });
  expect(await api.as("helper").users.search({ text: "Ben" })).toEqual({ people: [] });
  const group = { id: "north", name: "North", mentorId: "ada" };
  const withBot = api.service.groups.create({ ...group, menteeIds: ["ben", "helper"] });
  expect(await issuesOf(withBot)).toMatchObject({ issues: [{ path: "menteeIds.1" }] });
  const ledByBot = api.service.groups.create({ ...group, mentorId: "helper" });
  expect(await issuesOf(ledByBot)).toMatchObject({ issues: [{ path: "mentorId" }] });
  await using heard = await api.followSignals("root");
  await using online = await api.followSignals("helper");
  expect([heard, online]).toHaveLength(2);
  expect(await api.as("root").contacts.explain({ userId: "helper" })).toMatchObject({
    canWrite: true,
    rule: "admin-reaches-everybody",
    may: { search: false, presence: false },
    reasons: [],
  });
});

test("KIND-4: a SYSTEM user writes to everyone, and no one can answer, react, type, block or begin", async () => {
  for (const userId of everybody) {
    expect(await reasonOf(api.as(userId).conversations.open({ userId: "parley" }))).toBe(
      "not_found",
    );
    expect(await reasonOf(api.as(userId).contacts.explain({ userId: "parley" }))).toBe("not_found");
    await using events = await api.follow(userId);
    await sendAs("parley", userId);
    const { message } = await nextOf(events, "message.created");
    const { conversationId, seq } = message;
    const conversation = await api.as(userId).conversations.get({ conversationId });
    expect(conversation).toMatchObject({
      with: { person: { id: "parley", kind: "SYSTEM" } },
      state: "open",
      unread: 1,
      writable: { ok: false, reason: "no_replies", since: null },
    });
    expect(await reasonOf(say(userId, conversationId))).toBe("conversation_readonly");
    const react = api.as(userId).messages.react({ conversationId, seq, emoji: "👍" });
    expect(await reasonOf(react)).toBe("conversation_readonly");
    const typed: unknown[] = [];
    const stop = api.platform.bus.listen("parley", { onSignal: (signal) => typed.push(signal) });
    await api.as(userId).events.setTyping({ conversationId, typing: true });
    stop();
    expect(typed).toEqual([]);
    expect(await reasonOf(api.as(userId).contacts.block({ userId: "parley" }))).toBe("forbidden");
    const explained = await api.as(userId).contacts.explain({ userId: "parley" });
    expect(explained).toMatchObject({ canWrite: false, rule: "system-is-not-answered" });
    await sendAs("parley", userId, "Again");
  }
});

test("KIND-4: what a deactivated SYSTEM user announced stays, and nothing is sent in their name any more", async () => {
  await sendAs("parley", "ben");
  await api.service.users.deactivate({ userId: "parley" });
  const late = sendAs("parley", "ben");
  expect(await issuesOf(late)).toMatchObject({
    reason: "invalid_input",
    issues: [{ path: "senderId" }],
  });
  const { writable, lastMessage } = await conversationOf("ben");
  expect({ writable, body: lastMessage?.body }).toEqual({
    writable: { ok: false, reason: "no_replies", since: null },
    body: "Welcome",
  });
});

test("KIND-5: a BOT and any user write to each other, whichever begins, until the user blocks it", async () => {
  await sendAs("helper", "ben");
  const { id, writable } = await conversationOf("ben");
  expect(writable).toEqual({ ok: true });
  await say("ben", id);
  const { id: begun } = await api.as("ada").conversations.open({ userId: "helper" });
  await say("ada", begun);
  await say("helper", begun);
  await api.as("ben").contacts.block({ userId: "helper" });
  expect(await reasonOf(sendAs("helper", "ben"))).toBe("contact_unavailable");
  expect((await conversationOf("ben")).writable).toMatchObject({ reason: "blocked" });
  await api.as("ben").contacts.unblock({ userId: "helper" });
  await sendAs("helper", "ben");
});

test("KIND-6: a message of the system is unread, found, muted, archived and deleted like any other", async () => {
  await sendAs("parley", "ben", "The programme begins on Monday");
  const ben = api.as("ben");
  const { id: conversationId, unread } = await conversationOf("ben");
  expect(unread).toBe(1);
  expect((await ben.messages.search({ text: "monday" })).hits).toHaveLength(1);
  await ben.messages.markRead({ conversationId, seq: 1 });
  await ben.conversations.setPreferences({ conversationId, archived: true });
  await sendAs("parley", "ben", "It begins at nine");
  expect(await conversationOf("ben")).toMatchObject({ archived: false, unread: 1 });
  await ben.conversations.delete({ conversationId });
  expect((await ben.conversations.list()).conversations).toEqual([]);
});
