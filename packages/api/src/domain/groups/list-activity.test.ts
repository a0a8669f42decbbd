import { beforeEach, expect, test } from "vitest";
import { newId, reasonOf, type TestApi } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const HOUR = 60 * 60_000;
const WEEK = 7 * 24 * HOUR;

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", dan: "MENTEE" },
});
let group: string;

beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
});

type Input = Parameters<ReturnType<TestApi["as"]>["groups"]["activity"]>[0];

const look = (input: Input = {}) => api.as("root").groups.activity(input);
const open = async (from: string, to: string) =>
  (await api.as(from).conversations.open({ userId: to })).id;
const send = (from: string, conversationId: string, body = "secret") =>
  api.as(from).messages.send({ conversationId, id: newId(), body });
const pairOf = async (menteeId: string, input?: Input) =>
  (await look(input)).pairs.find(({ mentee }) => mentee.id === menteeId);

test("ADM-4: for each mentor and mentee it has who, since when, and how much each wrote in which week", async () => {
  const direct = await open("ben", "ada");
  await send("ben", direct);
  await send("ben", direct);
  api.clock.advance(2 * WEEK + HOUR);
  await send("ada", direct);
  await send("ada", group);
  const now = api.clock.now().toISOString();
  const { from, pairs } = await look({ weeks: 3 });
  expect(new Date(from).getTime()).toBeLessThanOrEqual(api.clock.now().getTime() - 2 * WEEK);
  expect(new Date(from).getUTCDay()).toBe(1);
  expect(pairs).toHaveLength(2);
  expect(await pairOf("ben", { weeks: 3 })).toEqual({
    groupId: "north",
    groupName: "North",
    mentor: { id: "ada", name: "Ada", role: "MENTOR", avatarUrl: null },
    mentee: { id: "ben", name: "Ben", role: "MENTEE", avatarUrl: null },
    since: expect.any(String),
    byMentor: { weeks: [0, 0, 1], inGroup: 1, lastAt: now },
    byMentee: {
      weeks: [2, 0, 0],
      inGroup: 0,
      lastAt: new Date(api.clock.now().getTime() - 2 * WEEK - HOUR).toISOString(),
    },
    items: { open: 0, done: 0 },
    meetingsHeld: 0,
  });
  expect((await pairOf("cleo"))?.byMentor).toMatchObject({ inGroup: 1, lastAt: now });
});

test("ACT-13: of action items it has how many shared ones of a pair are open and done, and nothing else", async () => {
  const direct = await open("ben", "ada");
  const item = (conversationId: string, isShared: boolean) =>
    api.as("ada").cards.createItem({ id: newId(), conversationId, text: "secret", isShared });
  const { id: done } = await item(direct, true);
  const { id: removed } = await item(direct, true);
  for (const isShared of [true, true, false]) await item(direct, isShared);
  await item(group, true);
  await api.as("ben").cards.changeItem({ itemId: done, state: "done" });
  await api.as("ben").cards.changeItem({ itemId: removed, state: "removed" });
  expect((await pairOf("ben"))?.items).toEqual({ open: 2, done: 1 });
  expect((await pairOf("cleo"))?.items).toEqual({ open: 0, done: 0 });
  expect(JSON.stringify(await look())).not.toContain("secret");
});

test("MEET-11: of meetings it has how many were held, and nothing else", async () => {
  const direct = await open("ben", "ada");
  const meet = async () => {
    const now = api.clock.now().getTime();
    const slot = new Date(now + HOUR).toISOString().slice(0, 16);
    const meeting = await api.as("ada").cards.proposeMeeting({
      ...{ id: newId(), conversationId: direct, slots: [slot], timeZone: "UTC" },
      ...{ minutes: 60, title: "secret", place: "secret" },
    });
    const [startsAt = ""] = meeting.slots;
    await api.as("ben").cards.changeMeeting({
      ...{ meetingId: meeting.id, expectedVersion: 1, change: { do: "accept", startsAt } },
    });
    return meeting.id;
  };
  const answer = (userId: string, meetingId: string, answers: [number, boolean]) => {
    const [expectedVersion, didMeet] = answers;
    const change = { do: "answer", didMeet } as const;
    return api.as(userId).cards.changeMeeting({ meetingId, expectedVersion, change });
  };
  const [held, missed, unknown] = [await meet(), await meet(), await meet()];
  api.clock.advance(3 * HOUR);
  await answer("ben", held, [2, true]);
  await answer("ben", missed, [2, true]);
  await answer("ada", missed, [3, false]);
  expect(unknown).not.toBe(held);
  expect((await pairOf("ben"))?.meetingsHeld).toBe(1);
  expect((await pairOf("cleo"))?.meetingsHeld).toBe(0);
  expect(JSON.stringify(await look())).not.toContain("secret");
});

test("ADM-4: messages older than the weeks are not counted, and the last message is still known", async () => {
  const direct = await open("ben", "ada");
  const last = api.clock.now().toISOString();
  for (const from of ["ben", "ada", "ben"]) await send(from, direct);
  api.clock.advance(5 * WEEK);
  await send("ada", direct);
  const pair = await pairOf("ben", { weeks: 1 });
  expect(pair?.byMentee).toEqual({ weeks: [0], inGroup: 0, lastAt: last });
  expect(pair?.byMentor.weeks).toEqual([1]);
});

test("ADM-4: no text is returned", async () => {
  await send("ben", await open("ben", "ada"));
  await send("cleo", group);
  expect(JSON.stringify(await look())).not.toContain("secret");
});

test("ADM-4: for one group it returns only that group's pairs, page by page", async () => {
  await api.addGroup({ id: "south", mentor: "ada", mentees: ["dan"] });
  const first = await look({ groupId: "north", limit: 1 });
  const rest = await look({ groupId: "north", cursor: first.nextCursor });
  expect([...first.pairs, ...rest.pairs].map(({ mentee }) => mentee.id)).toEqual(["ben", "cleo"]);
  expect(rest.nextCursor).toBeNull();
  expect((await look({ groupId: "nowhere" })).pairs).toEqual([]);
});

test("ADM-4: only an ADMIN may call it", async () => {
  for (const id of ["ada", "ben"]) {
    expect(await reasonOf(api.as(id).groups.activity({}))).toBe("forbidden");
  }
});

test("ADM-5: pairs who never wrote come first, then the longest silent, and pages join", async () => {
  await api.addGroup({ id: "south", mentor: "root", mentees: ["dan", "ben"] });
  await send("ada", await open("ada", "cleo"));
  api.clock.advance(HOUR);
  await send("root", await open("root", "dan"));
  await open("ada", "ben");
  const seen: string[] = [];
  let cursor: Exclude<Input, void | undefined>["cursor"];
  for (let pages = 0; pages < 4; pages += 1) {
    const page = await look({ limit: 1, cursor });
    seen.push(...page.pairs.map(({ mentor, mentee }) => `${mentor.id} ${mentee.id}`));
    cursor = page.nextCursor;
  }
  expect(cursor).toBeNull();
  expect(seen).toEqual(["ada ben", "root ben", "ada cleo", "root dan"]);
});

test("ADM-6: a deleted message does not count", async () => {
  const direct = await open("ben", "ada");
  const { message } = await send("ben", direct);
  await api.as("ben").messages.delete({ conversationId: direct, seq: message.seq });
  expect((await pairOf("ben", { weeks: 1 }))?.byMentee).toEqual({
    weeks: [0],
    inGroup: 0,
    lastAt: null,
  });
});

test("ADM-6: archived groups, former members and deactivated users form no pair", async () => {
  await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
  expect((await look()).pairs.map(({ mentee }) => mentee.id)).toEqual(["cleo"]);
  await api.as("root").users.deactivate({ userId: "cleo" });
  expect((await look()).pairs).toEqual([]);
  await api.addGroup({ id: "south", mentor: "ada", mentees: ["dan"] });
  expect((await look()).pairs).toHaveLength(1);
  await api.as("root").groups.archive({ groupId: "south" });
  expect((await look()).pairs).toEqual([]);
});
