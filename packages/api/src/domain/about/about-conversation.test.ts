import { beforeEach, expect, test } from "vitest";
import { newId, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const api = useTestApi({
  people: {
    root: "ADMIN",
    ada: "MENTOR",
    ben: "MENTEE",
    cleo: "MENTEE",
    dan: "MENTEE",
    parley: "SYSTEM",
  },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben"] }],
});

let direct: string;
beforeEach(async () => {
  direct = (await api.as("ada").conversations.open({ userId: "ben" })).id;
});

const about = (userId: string, conversationId = direct) =>
  api.as(userId).conversations.about({ conversationId });
async function aboutPerson(userId: string, conversationId = direct) {
  const found = await about(userId, conversationId);
  if (found.kind !== "direct") throw new Error("not a direct conversation");
  return found;
}
async function aboutGroup(userId: string, conversationId: string) {
  const found = await about(userId, conversationId);
  if (found.kind !== "group") throw new Error("not a group");
  return found;
}
const groupOf = async (groupId: string) =>
  (await api.as("root").groups.get({ groupId })).conversationId;
const say = (from: string, conversationId = direct) =>
  api.as(from).messages.send({ conversationId, id: newId(), body: "well" });

test("DET-1: a conversation names what connects the two, and since when", async () => {
  const joined = api.clock.now().toISOString();
  api.clock.advance(HOUR);
  await api.as("ada").contacts.add({ email: "ben@example.org" });
  expect(await aboutPerson("ada")).toMatchObject({
    explanation: {
      rule: "same-group",
      reasons: [{ type: "custom" }, { type: "group", groupName: "North" }],
    },
    since: joined,
  });
  const added = await api.as("dan").contacts.add({ email: "cleo@example.org" });
  expect(added.person.id).toBe("cleo");
  const { id } = await api.as("dan").conversations.open({ userId: "cleo" });
  const addedAt = api.clock.now().toISOString();
  expect((await aboutPerson("dan", id)).since).toBe(addedAt);
  // What another user added is not what connects the caller with them.
  expect(await aboutPerson("cleo", id)).toMatchObject({
    since: null,
    explanation: { reasons: [] },
  });
});

test("DET-1: a group that was archived is not named", async () => {
  await api.as("root").groups.archive({ groupId: "north" });
  expect(await aboutPerson("ben")).toMatchObject({
    explanation: { rule: "you-are-reached", reasons: [] },
    since: null,
  });
});

test("DET-2: the time zone is shown to those who can write to the user, while the user shares it", async () => {
  const ben = api.as("ben").notifications;
  expect((await aboutPerson("ada")).timeZone).toBeNull();
  await ben.updateSettings({ timeZone: "America/New_York" });
  expect((await aboutPerson("ada")).timeZone).toBe("America/New_York");
  expect((await aboutPerson("ben")).timeZone).toBeNull();
  await ben.updateSettings({ sharesSchedule: false });
  expect((await aboutPerson("ada")).timeZone).toBeNull();
  await ben.updateSettings({ sharesSchedule: true });
  await api.as("ada").contacts.block({ userId: "ben" });
  expect((await aboutPerson("ada")).timeZone).toBeNull();
});

/** Ada asks, and Ben answers after some time, several times. */
async function answers(waits: readonly number[]) {
  for (const wait of waits) {
    // In this order.
    // oxlint-disable no-await-in-loop
    await say("ada");
    api.clock.advance(wait / 2);
    await say("ada");
    api.clock.advance(wait / 2);
    await say("ben");
    await say("ben");
    api.clock.advance(24 * HOUR);
    // oxlint-enable no-await-in-loop
  }
}

test("DET-3: how long a user usually takes to answer is shown if they share it, from five answers on", async () => {
  await answers([MINUTE, MINUTE, 2 * HOUR, 2 * HOUR]);
  await api.as("ben").users.updateMe({ sharesResponseTime: true });
  expect((await aboutPerson("ada")).responseTime).toBeNull();
  await answers([2 * HOUR]);
  expect((await aboutPerson("ada")).responseTime).toBe("hours");
  await api.as("ben").users.updateMe({ sharesResponseTime: false });
  expect((await aboutPerson("ada")).responseTime).toBeNull();
});

test.each([
  [HOUR, "hour"],
  [HOUR + MINUTE, "hours"],
  [7 * HOUR, "day"],
  [25 * HOUR, "days"],
])("DET-3: an answer after %d ms is usually there within: %s", async (wait, expected) => {
  await api.as("ben").users.updateMe({ sharesResponseTime: true });
  await answers(Array.from({ length: 5 }, () => wait));
  expect((await aboutPerson("ada")).responseTime).toBe(expected);
});

test("DET-3: it is computed from what the caller can see of this conversation, and ends with a block", async () => {
  await api.as("ben").users.updateMe({ sharesResponseTime: true });
  await answers(Array.from({ length: 5 }, () => MINUTE));
  expect((await aboutPerson("ada")).responseTime).toBe("hour");
  const other = (await api.as("root").conversations.open({ userId: "ben" })).id;
  expect((await aboutPerson("root", other)).responseTime).toBeNull();
  await api.as("ben").contacts.block({ userId: "ada" });
  expect((await aboutPerson("ada")).responseTime).toBeNull();
  await api.as("ben").contacts.unblock({ userId: "ada" });
  await api.as("ada").conversations.delete({ conversationId: direct });
  expect((await aboutPerson("ada")).responseTime).toBeNull();
});

test("DET-4: a group has its mentor, and since when each member is in it", async () => {
  const group = await groupOf("north");
  const founded = api.clock.now().toISOString();
  api.clock.advance(HOUR);
  await api.as("root").groups.addMembers({ groupId: "north", menteeIds: ["cleo"] });
  expect(await aboutGroup("ben", group)).toEqual({
    kind: "group",
    mentorId: "ada",
    members: [
      { userId: "ada", since: founded, canMessage: true },
      { userId: "ben", since: founded, canMessage: false },
      { userId: "cleo", since: api.clock.now().toISOString(), canMessage: true },
    ],
  });
});

test("DET-4: writing to a member is offered unless the caller blocks them; a block by them is not revealed", async () => {
  const group = await groupOf("north");
  await api.as("ben").contacts.block({ userId: "ada" });
  const mayWrite = async (userId: string) =>
    (await aboutGroup(userId, group)).members.map(({ canMessage }) => canMessage);
  expect(await mayWrite("ben")).toEqual([false, false]);
  expect(await mayWrite("ada")).toEqual([false, true]);
});

test("DET-4: a former member learns nothing of the members", async () => {
  const group = await groupOf("north");
  await api.as("root").groups.addMembers({ groupId: "north", menteeIds: ["cleo"] });
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["cleo"] });
  expect(await about("cleo", group)).toEqual({ kind: "group", mentorId: null, members: [] });
});

test("DET-5: a conversation of others, an unknown one and a malformed id are refused", async () => {
  expect(await reasonOf(about("dan"))).toBe("not_found");
  expect(await reasonOf(about("dan", newId()))).toBe("not_found");
  expect(await reasonOf(about("dan", "north"))).toBe("invalid_input");
});
