import { limits } from "@parley/contract/limits";
import { files as fileRows, scheduledMessages } from "@parley/db/schema";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { sweepFiles } from "../files/files.ts";

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
  readonly files?: string[];
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

const DAYS_UNSENT = 2 * DAY;
const attach = (name = "plan.txt", userId = "ben") =>
  api.attach(userId, { name, content: Buffer.from(`content of ${name}`) });
const filesIn = async (conversationId: string) =>
  (await api.as("ada").messages.list({ conversationId })).messages.map(({ files = [] }) => files);
const seenBy = async (userId: string, fileId: string) =>
  (await api.as(userId).files.links({ fileIds: [fileId] })).links.length === 1;
/** What a sweep leaves of files after a time. */
const sweepAfter = async (milliseconds: number) => {
  api.clock.advance(milliseconds);
  await sweepFiles(api.platform);
};

test("LATER-12: its files are kept until it is sent, are sent with it, and only its author sees them before", async () => {
  const [one, two] = [await attach("one.txt"), await attach("two.txt")];
  await using ben = await api.follow("ben");
  const message = await schedule({ body: "", files: [two.id, one.id], at: inUtc(9 * DAY) });
  expect(message).toMatchObject({ body: "", files: [two, one] });
  expect(await nextOf(ben, "message.scheduled")).toMatchObject({ scheduled: message });
  expect(await scheduledOf("ben")).toEqual([message]);
  await sweepAfter(8 * DAY);
  expect([await seenBy("ben", one.id), await seenBy("ada", one.id)]).toEqual([true, false]);
  await pass();
  await pass();
  expect(await filesIn(direct)).toEqual([[two, one]]);
  await sweepAfter(DAYS_UNSENT);
  expect([await seenBy("ben", one.id), await seenBy("ada", one.id)]).toEqual([true, true]);
});

test("LATER-12: without a text it needs files, also after an edit, which leaves the files as they are", async () => {
  expect(await reasonOf(schedule({ body: " " }))).toBe("invalid_input");
  const text = await schedule();
  const change = (messageId: string) => api.as("ben").messages.reschedule({ messageId, body: "" });
  expect(await reasonOf(change(text.id))).toBe("invalid_input");
  const file = await attach();
  const { id } = await schedule({ files: [file.id] });
  expect(await change(id)).toMatchObject({ body: "", files: [file] });
  await api.as("ben").messages.sendScheduled({ messageId: id });
  expect(await filesIn(direct)).toEqual([[file]]);
});

test("LATER-12: a file of another user, of another message, twice, or not ready is refused by its place", async () => {
  const [sent, later, foreign, own] = [
    await attach(),
    await attach("later.txt"),
    await attach("foreign.txt", "cleo"),
    await attach("own.txt"),
  ];
  const send = (files: string[]) =>
    api.as("ben").messages.send({ conversationId: direct, id: newId(), body: "", files });
  await send([sent.id]);
  await schedule({ files: [later.id] });
  for (const id of [sent.id, later.id, foreign.id, newId(), own.id]) {
    const call = () => schedule({ files: [own.id, id] });
    expect(await reasonOf(call())).toBe("invalid_input");
    expect(await issueOf(call())).toContain("files.1");
  }
  expect(await reasonOf(send([later.id]))).toBe("invalid_input");
  expect(await reasonOf(api.as("ben").files.discard({ fileId: later.id }))).toBe("forbidden");
  expect(await scheduledOf("ben")).toHaveLength(1);
  // What was refused has reserved nothing.
  await send([own.id]);
});

test("LATER-3, LATER-12: the same id with the same files changes nothing, and with others is a conflict", async () => {
  const [one, two] = [await attach("one.txt"), await attach("two.txt")];
  const id = newId();
  const files = [one.id, two.id];
  const first = await schedule({ id, files });
  expect(await schedule({ id, files })).toEqual(first);
  for (const other of [[one.id], [two.id, one.id], undefined])
    expect(await reasonOf(schedule({ id, ...(other && { files: other }) }))).toBe(
      "idempotency_conflict",
    );
});

test("LATER-12: the files of a canceled one can be sent with another one for a day, and are removed then", async () => {
  const [one, two] = [await attach("one.txt"), await attach("two.txt")];
  const { id } = await schedule({ files: [one.id, two.id], at: inUtc(9 * DAY) });
  api.clock.advance(5 * DAY);
  await api.as("ben").messages.unschedule({ messageId: id });
  await sweepAfter(HOUR);
  const again = await schedule({ files: [one.id], at: inUtc(9 * DAY) });
  await sweepAfter(DAYS_UNSENT);
  expect([await seenBy("ben", one.id), await seenBy("ben", two.id)]).toEqual([true, false]);
  expect(await scheduledOf("ben")).toMatchObject([{ id: again.id, files: [{ id: one.id }] }]);
});

test("LATER-7, LATER-12: one that came back keeps its files, and is sent with them at its new time", async () => {
  const file = await attach();
  const { id } = await schedule({ files: [file.id] });
  await api.as("ada").contacts.block({ userId: "ben" });
  await pass();
  await sweepAfter(5 * DAY);
  const returned = { id, state: "returned", files: [file] };
  expect(await scheduledOf("ben")).toMatchObject([returned]);
  await api.as("ada").contacts.unblock({ userId: "ben" });
  await api.as("ben").messages.reschedule({ messageId: id, at: inUtc(DAY) });
  await pass();
  expect(await filesIn(direct)).toEqual([[file]]);
});

test("LATER-12: one with a file that the scanner has removed comes back, and says so when it is sent at once", async () => {
  const file = await attach();
  const { id } = await schedule({ files: [file.id] });
  await api.platform.db.update(fileRows).set({ state: "refused", problem: "infected" });
  await pass();
  expect(await scheduledOf("ben")).toMatchObject([{ state: "returned", reason: "invalid_input" }]);
  const now = () => api.as("ben").messages.sendScheduled({ messageId: id });
  expect(await issueOf(now())).toContain("a file that cannot be sent");
  expect(await bodiesIn(direct)).toEqual([]);
});

test("LATER-1, LATER-12: a job that is repeated after its message was stored asks for no file again", async () => {
  const file = await attach();
  const { id } = await schedule({ files: [file.id] });
  const message = { conversationId: direct, id, body: "for later", files: [file.id] };
  await api.as("ben").messages.send(message);
  await api.platform.db.update(fileRows).set({ state: "refused", problem: "infected" });
  await pass();
  expect(await filesIn(direct)).toEqual([[file]]);
  expect(await scheduledOf("ben")).toEqual([]);
});

test("LATER-12: whatever is called at once, a file ends in one message, with its bytes, or in none", async () => {
  const steps = {
    schedule: (fileId: string, id: string) => schedule({ id, files: [fileId], at: inUtc(9 * DAY) }),
    again: (fileId: string) => schedule({ files: [fileId], at: inUtc(9 * DAY) }),
    send: (_: string, messageId: string) => api.as("ben").messages.sendScheduled({ messageId }),
    cancel: (_: string, messageId: string) => api.as("ben").messages.unschedule({ messageId }),
    discard: (fileId: string) => api.as("ben").files.discard({ fileId }),
    sweep: () => sweepFiles(api.platform),
  };
  const names = Object.keys(steps) as (keyof typeof steps)[];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.boolean(),
      async (rounds, isOld) => {
        const { id: fileId } = await attach();
        const id = newId();
        if (isOld) api.clock.advance(DAYS_UNSENT);
        for (const round of rounds)
          await Promise.allSettled(round.map((name) => steps[name](fileId, id)));
        const waiting = (await scheduledOf("ben")).filter((one) => one.files?.[0]?.id === fileId);
        const sent = (await filesIn(direct)).flat().filter((one) => one.id === fileId);
        expect(waiting.length + sent.length).toBeLessThanOrEqual(1);
        await sweepAfter(DAYS_UNSENT);
        const isUsed = waiting.length + sent.length === 1;
        expect(await seenBy("ben", fileId)).toBe(isUsed);
        expect((await api.platform.files?.sizeOf(fileId, "full")) !== undefined).toBe(isUsed);
        for (const { id: messageId } of waiting)
          await api.as("ben").messages.unschedule({ messageId });
      },
    ),
    { numRuns: 40 },
  );
});
