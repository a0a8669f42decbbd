import { limits } from "@parley/contract/limits";
import { scheduledMessages } from "@parley/db/schema";
import { beforeEach, expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", eve: "MENTEE" },
});
let group: string;
let direct: string;
let tomorrow: { readonly local: string; readonly timeZone: string };

beforeEach(async () => {
  tomorrow = inUtc(DAY);
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const utc = (local: string) => ({ local, timeZone: "UTC" });
const inUtc = (milliseconds: number) =>
  utc(new Date(api.clock.now().getTime() + milliseconds).toISOString().slice(0, 16));

interface Wish {
  readonly from?: string;
  readonly conversationId?: string;
  readonly id?: string;
  readonly body?: string;
  readonly at?: { readonly local: string; readonly timeZone: string };
  readonly mentions?: string[];
}
const schedule = ({ from = "ben", conversationId = direct, ...wish }: Wish = {}) =>
  api
    .as(from)
    .messages.schedule({ id: newId(), body: "for later", at: tomorrow, conversationId, ...wish });
const scheduledOf = async (userId: string) => (await api.as(userId).messages.scheduled()).scheduled;
const bodiesIn = async (conversationId: string, userId = "ada") =>
  (await api.as(userId).messages.list({ conversationId })).messages.map(({ body }) => body);
/** A day and an hour later, when everything is due. */
const pass = async () => {
  api.clock.advance(DAY + HOUR);
  await api.jobs.run();
};
const issueOf = async (call: Promise<unknown>): Promise<string> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : "it was accepted";
};

test("LATER-1: a message is sent when it is due, not before, once, and under its id", async () => {
  const message = await schedule();
  expect(message).toEqual({
    ...{ id: message.id, conversationId: direct, body: "for later" },
    ...{ replyToSeq: null, mentions: [], timeZone: "UTC", state: "waiting", reason: null },
    sendAt: new Date(api.clock.now().getTime() + DAY).toISOString(),
  });
  api.clock.advance(DAY - MINUTE);
  await api.jobs.run();
  expect(await bodiesIn(direct)).toEqual([]);
  expect(await scheduledOf("ben")).toEqual([message]);
  await using ben = await api.follow("ben");
  api.clock.advance(MINUTE);
  await api.jobs.run();
  await api.jobs.run();
  expect(await bodiesIn(direct)).toEqual(["for later"]);
  expect((await nextOf(ben, "message.created")).message.id).toBe(message.id);
  expect(await nextOf(ben, "message.unscheduled")).toMatchObject({ id: message.id });
  expect(await scheduledOf("ben")).toEqual([]);
});

test("LATER-1: a job that ended after the message was stored, and before it was recorded, stores nothing again", async () => {
  const { id } = await schedule();
  await api.as("ben").messages.send({ conversationId: direct, id, body: "for later" });
  await pass();
  expect(await bodiesIn(direct)).toEqual(["for later"]);
  expect(await scheduledOf("ben")).toEqual([]);
});

test("LATER-2: no other user sees it, and its author's other devices do at once", async () => {
  await using ada = await api.follow("ada");
  await using ben = await api.follow("ben");
  const message = await schedule();
  expect(await nextOf(ben, "message.scheduled")).toMatchObject({ scheduled: message });
  expect(await scheduledOf("ada")).toEqual([]);
  await api.as("ben").messages.send({ conversationId: direct, id: newId(), body: "now" });
  // Nothing came before it.
  expect((await ada.next()).event.type).toBe("message.created");
});

test("LATER-3: the same id with the same message changes nothing, and with another one is a conflict", async () => {
  const id = newId();
  const first = await schedule({ id });
  expect(await schedule({ id })).toEqual(first);
  expect(await scheduledOf("ben")).toHaveLength(1);
  for (const other of [{ body: "else" }, { conversationId: group }, { at: inUtc(2 * DAY) }])
    expect(await reasonOf(schedule({ id, ...other }))).toBe("idempotency_conflict");
  await pass();
  expect(await reasonOf(schedule({ id, at: inUtc(DAY) }))).toBe("idempotency_conflict");
});

test("LATER-4: times that are past, skipped, of no date, or more than a year ahead are refused by name", async () => {
  const refused = [
    [inUtc(0), "in the past"],
    [inUtc(-5 * DAY), "in the past"],
    [inUtc(367 * DAY), "more than a year ahead"],
    [inUtc(730 * DAY), "more than a year ahead"],
    [utc("2027-02-30T09:00"), "no date of the calendar"],
    [{ local: "2026-03-29T02:30", timeZone: "Europe/Berlin" }, "clocks skip in Europe/Berlin"],
    [{ local: "2026-03-30T09:00", timeZone: "Nowhere/Else" }, "not a time zone"],
    [utc("2026-03-30 09:00"), "not a local date and time"],
    [utc("tomorrow"), "not a local date and time"],
  ] as const;
  for (const [at, message] of refused) {
    expect(await reasonOf(schedule({ at }))).toBe("invalid_input");
    expect(await issueOf(schedule({ at }))).toContain(message);
  }
  expect(await scheduledOf("ben")).toEqual([]);
});

test("LATER-4: a time that clocks show twice is the first of the two, in the zone in which it was chosen", async () => {
  const autumn = { local: "2026-10-25T02:30", timeZone: "Europe/Berlin" };
  expect(await schedule({ at: autumn })).toMatchObject({
    sendAt: "2026-10-25T00:30:00.000Z",
    timeZone: "Europe/Berlin",
  });
});

test("LATER-5: a user has at most 50, and one that is canceled makes room", async () => {
  for (let at = 0; at < limits.scheduledMax; at += 1) await schedule();
  expect(await reasonOf(schedule())).toBe("invalid_input");
  expect(await issueOf(schedule())).toContain("one too many");
  const [first] = await scheduledOf("ben");
  await api.as("ben").messages.unschedule({ messageId: first?.id ?? "" });
  await schedule();
  // Those of another user are their own.
  await schedule({ from: "ada" });
});

test("LATER-5: a body of more than 5,000 code points is refused", async () => {
  await schedule({ body: "🙂".repeat(limits.bodyMax) });
  expect(await reasonOf(schedule({ body: "🙂".repeat(limits.bodyMax + 1) }))).toBe("invalid_input");
  expect(await reasonOf(schedule({ body: " \n" }))).toBe("invalid_input");
});

test("LATER-6: who may not write now cannot leave a message for later, with the reason of sending", async () => {
  expect(await reasonOf(schedule({ from: "eve", conversationId: group }))).toBe("not_found");
  expect(await reasonOf(schedule({ conversationId: newId() }))).toBe("not_found");
  for (const mentions of [["eve"], ["nobody"]])
    expect(await reasonOf(schedule({ conversationId: group, mentions }))).toBe("not_found");
  await api.as("ada").contacts.block({ userId: "ben" });
  expect(await reasonOf(schedule())).toBe("contact_unavailable");
  await api.as("root").groups.archive({ groupId: "north" });
  expect(await reasonOf(schedule({ conversationId: group }))).toBe("conversation_readonly");
});

interface Refused {
  readonly where: "direct" | "with cleo" | "group";
  readonly mentions?: string[];
}
const refusals: readonly (readonly [string, Refused, string, () => Promise<unknown>])[] = [
  [
    "a block",
    { where: "direct" },
    "contact_unavailable",
    () => api.as("ada").contacts.block({ userId: "ben" }),
  ],
  [
    "a lost contact",
    { where: "with cleo" },
    "conversation_readonly",
    () => api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["cleo"] }),
  ],
  [
    "a deactivated account of the other user",
    { where: "direct" },
    "contact_unavailable",
    () => api.as("root").users.deactivate({ userId: "ada" }),
  ],
  [
    "leaving the group",
    { where: "group" },
    "conversation_readonly",
    () => api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] }),
  ],
  [
    "an archived group",
    { where: "group" },
    "conversation_readonly",
    () => api.as("root").groups.archive({ groupId: "north" }),
  ],
  [
    "a mentioned user who has left",
    { where: "group", mentions: ["cleo"] },
    "not_found",
    () => api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["cleo"] }),
  ],
];

test.each(refusals)(
  "LATER-7: after %s a due message is not sent, and comes back with the reason",
  async (_, { where, mentions }, reason, change) => {
    const withCleo = (await api.as("ben").conversations.open({ userId: "cleo" })).id;
    const conversationId = { direct, group, "with cleo": withCleo }[where];
    const { id } = await schedule({ conversationId, ...(mentions && { mentions }) });
    await change();
    await using ben = await api.follow("ben");
    await pass();
    const returned = { id, body: "for later", state: "returned", reason };
    expect(await scheduledOf("ben")).toMatchObject([returned]);
    expect(await nextOf(ben, "message.scheduled")).toMatchObject({ scheduled: returned });
    await pass();
    expect(await bodiesIn(conversationId, "ben")).toEqual([]);
  },
);

test("LATER-7: after the author's account is deactivated a due message is not sent, and is there when it is active again", async () => {
  await schedule({ conversationId: group });
  await api.as("root").users.deactivate({ userId: "ben" });
  await pass();
  expect(await bodiesIn(group)).toEqual([]);
  const [row] = await api.platform.db.select().from(scheduledMessages);
  expect(row).toMatchObject({ userId: "ben", state: "returned", reason: "not_signed_in" });
});

test("LATER-7: a returned message with a new time is sent then", async () => {
  const { id } = await schedule();
  await api.as("ada").contacts.block({ userId: "ben" });
  await pass();
  expect(await reasonOf(api.as("ben").messages.reschedule({ messageId: id, at: inUtc(DAY) }))).toBe(
    "contact_unavailable",
  );
  await api.as("ada").contacts.unblock({ userId: "ben" });
  await api.as("ben").messages.reschedule({ messageId: id, at: inUtc(DAY) });
  await pass();
  expect(await bodiesIn(direct)).toEqual(["for later"]);
});

test("LATER-8: text and time can be changed until it is sent; the earlier time sends nothing", async () => {
  const { id } = await schedule({ conversationId: group });
  const change = { body: "Hello @cleo", mentions: ["cleo"], at: inUtc(2 * DAY) };
  expect(await api.as("ben").messages.reschedule({ messageId: id, ...change })).toMatchObject({
    ...{
      body: "Hello @cleo",
      mentions: ["cleo"],
      sendAt: new Date(api.clock.now().getTime() + 2 * DAY).toISOString(),
    },
  });
  await pass();
  expect(await bodiesIn(group)).toEqual([]);
  await api.as("ben").messages.reschedule({ messageId: id, body: "Hi @cleo" });
  await pass();
  expect(await bodiesIn(group)).toEqual(["Hi @cleo"]);
  expect(await reasonOf(api.as("ben").messages.reschedule({ messageId: id, body: "late" }))).toBe(
    "not_found",
  );
});

test("LATER-8: the message of another user is not_found, and canceling what is not there is no error", async () => {
  const { id } = await schedule();
  for (const call of [
    () => api.as("ada").messages.reschedule({ messageId: id, body: "mine" }),
    () => api.as("ada").messages.sendScheduled({ messageId: id }),
  ])
    expect(await reasonOf(call())).toBe("not_found");
  await api.as("ada").messages.unschedule({ messageId: id });
  expect(await scheduledOf("ben")).toHaveLength(1);
  await api.as("ben").messages.unschedule({ messageId: id });
  await api.as("ben").messages.unschedule({ messageId: id });
  await pass();
  expect(await bodiesIn(direct)).toEqual([]);
});

test("LATER-8: what is being sent can no longer be changed", async () => {
  const { id } = await schedule();
  await api.platform.db.update(scheduledMessages).set({ state: "sending" });
  for (const call of [
    () => api.as("ben").messages.reschedule({ messageId: id, body: "too late" }),
    () => api.as("ben").messages.unschedule({ messageId: id }),
    () => api.as("ben").messages.sendScheduled({ messageId: id }),
  ])
    expect(await reasonOf(call())).toBe("version_conflict");
  // The server that began ended before it sent it: the job runs again.
  await pass();
  expect(await bodiesIn(direct)).toEqual(["for later"]);
});

test("LATER-9: a message can be sent before its time, once; a refusal returns it", async () => {
  const { id } = await schedule();
  await api.as("ben").messages.sendScheduled({ messageId: id });
  await pass();
  expect(await bodiesIn(direct)).toEqual(["for later"]);
  const second = await schedule({ at: inUtc(9 * DAY) });
  await api.as("ada").contacts.block({ userId: "ben" });
  expect(await reasonOf(api.as("ben").messages.sendScheduled({ messageId: second.id }))).toBe(
    "contact_unavailable",
  );
  expect(await scheduledOf("ben")).toMatchObject([
    { state: "returned", reason: "contact_unavailable" },
  ]);
});

test("LATER-9: canceling and sending at the same moment ends in one of the two", async () => {
  const { id } = await schedule();
  const ends = await Promise.allSettled([
    api.as("ben").messages.sendScheduled({ messageId: id }),
    api.as("ben").messages.unschedule({ messageId: id }),
  ]);
  const isSent = ends[0].status === "fulfilled";
  expect(await bodiesIn(direct)).toEqual(isSent ? ["for later"] : []);
  expect(await scheduledOf("ben")).toEqual([]);
});
