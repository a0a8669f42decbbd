import { limits } from "@parley/contract/limits";
import type { CreateReportInput } from "@parley/contract/reports";
import { everyDay } from "@parley/contract/weekdays";
import { reports } from "@parley/db/schema";
import { beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  people: {
    ...({ root: "ADMIN", rita: "ADMIN", ada: "MENTOR", ben: "MENTEE" } as const),
    ...({ cleo: "MENTEE", eve: "MENTEE" } as const),
  },
});
const DAY = 86_400_000;
const allDay = { from: "00:00", until: "24:00" };
let group: string;
let direct: string;

beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

const say = async (from: string, body: string, conversationId = direct) =>
  (await api.as(from).messages.send({ conversationId, id: newId(), body })).message.seq;
type Wish = Partial<CreateReportInput> & { readonly from?: string };
const create = ({ from = "ben", ...wish }: Wish = {}) =>
  api.as(from).reports.create({ id: newId(), category: "bullying", ...wish });
const ofMessages = (seqs: number[], wish: Wish = {}) =>
  create({ conversationId: direct, seqs, ...wish });
const get = (reportId: string, from = "root") => api.as(from).reports.get({ reportId });
const openOf = async (userId: string) =>
  (await api.as(userId).reports.list({})).reports.map(({ id }) => id);
/** The fields that a call was refused for, and why. */
const problemOf = async (call: Promise<unknown>): Promise<string> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const issues = z
    .object({
      cause: z.object({
        issues: z.array(
          z.object({
            path: z.union([z.string(), z.array(z.union([z.string(), z.number()]))]),
            message: z.string(),
          }),
        ),
      }),
    })
    .parse(error).cause.issues;
  return issues.map(({ path, message }) => `${[path].flat().join(".")} ${message}`).join("; ");
};
/** The reason of a refusal; "ok" if there was none. */
const outcomeOf = (call: Promise<unknown>) =>
  call.then(
    () => "ok",
    () => reasonOf(call),
  );

describe("what can be reported", () => {
  test("REP-1: messages of one conversation, a user, or nothing in particular", async () => {
    const seq = await say("ada", "You are slow");
    const about = [expect.objectContaining({ id: "ada" })];
    const first = await ofMessages([seq], { text: " It hurts. " });
    expect(first).toMatchObject({
      ...{ category: "bullying", text: "It hurts.", state: "open", about, additions: [] },
      messages: { conversationId: direct, seqs: [seq] },
    });
    const second = await create({ userId: "ada", category: "gifts" });
    expect(second).toMatchObject({ category: "gifts", text: "", messages: null, about });
    const third = await create({ category: "other", text: "I need help" });
    expect(third).toMatchObject({ messages: null, about: [] });
    const { reports: own } = await api.as("ben").reports.mine();
    expect(own.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual([
      ...[first, second, third],
    ]);
  });

  test.each<[string, Partial<CreateReportInput>]>([
    ["text is missing", { category: "other", userId: "ada" }],
    ["text is missing", {}],
    ["text is empty", { text: "  " }],
    ["text is longer than 2000", { text: "x".repeat(2_001) }],
    ["seqs is missing", { conversationId: newId(), text: "x" }],
    ["conversationId is missing", { seqs: [1] }],
    ["seqs names a message twice", { conversationId: newId(), seqs: [1, 1] }],
    ["userId cannot be named with messages", { conversationId: newId(), seqs: [1], userId: "ada" }],
    ["seqs", { conversationId: newId(), seqs: [] }],
    ["seqs", { conversationId: newId(), seqs: Array.from({ length: 21 }, (_, at) => at + 1) }],
    ["userId is the caller", { userId: "ben" }],
  ])("REP-1: is refused with the field: %s", async (problem, wish) => {
    expect(await problemOf(create(wish))).toContain(problem);
  });

  test("REP-1: messages of the caller cannot be", async () => {
    const hers = await say("ada", "Hello");
    const own = await say("ben", "Hi");
    expect(await problemOf(ofMessages([hers, own]))).toContain("seqs.1 is a message of the caller");
  });
});

test("REP-2: the same report again is the same, and another one with its id is refused", async () => {
  const seq = await say("ada", "You are slow");
  await say("ada", "Really");
  const wish = { id: newId(), seqs: [seq, 2], text: "It hurts" };
  const report = await ofMessages(wish.seqs, wish);
  expect(await ofMessages([2, seq], { ...wish, seqs: [2, seq] })).toEqual(report);
  for (const other of [
    { ...wish, text: "Another" },
    { ...wish, seqs: [seq] },
    { ...wish, category: "spam" as const },
    { ...wish, from: "ada", seqs: [seq] },
  ])
    expect(await reasonOf(ofMessages(other.seqs, other))).toBe("idempotency_conflict");
  expect(await openOf("root")).toEqual([report.id]);
});

describe("users report what they see or could see", () => {
  test("REP-3: what others wrote in conversations of others does not exist", async () => {
    const seq = await say("ada", "You are slow");
    for (const [from, conversationId] of [
      ["eve", direct],
      ["root", direct],
      ["cleo", direct],
      ["ben", newId()],
    ] as const)
      expect(await reasonOf(ofMessages([seq], { from, conversationId }))).toBe("not_found");
    expect(await reasonOf(ofMessages([seq, 99]))).toBe("not_found");
    expect(await reasonOf(create({ from: "eve", userId: "cleo" }))).toBe("not_found");
    expect(await reasonOf(create({ userId: "nobody" }))).toBe("not_found");
  });

  test("REP-3: also when either blocks the other, and after a deletion", async () => {
    const seq = await say("ada", "You are slow");
    await api.as("ada").contacts.block({ userId: "ben" });
    expect(await ofMessages([seq])).toMatchObject({ state: "open" });
    expect(await create({ userId: "ada" })).toMatchObject({ state: "open" });
    await api.as("ben").contacts.block({ userId: "ada" });
    await api.as("ada").messages.delete({ conversationId: direct, seq });
    const { id } = await ofMessages([seq], { category: "spam" });
    const { evidence, deletedSeqs } = await get(id);
    expect(evidence?.messages).toMatchObject([{ body: "You are slow", deletedAt: null }]);
    expect(deletedSeqs).toEqual([seq]);
  });

  test("REP-3: a former member what they saw, and for 90 days what they have deleted for themselves", async () => {
    const early = await say("ada", "Slow", group);
    await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["ben"] });
    const late = await say("ada", "Slower", group);
    const report = (seq: number) => ofMessages([seq], { conversationId: group });
    expect(await reasonOf(report(late))).toBe("not_found");
    expect(await report(early)).toMatchObject({ state: "open" });
    await api.as("ben").conversations.delete({ conversationId: group });
    api.clock.advance(90 * DAY);
    expect(await report(early)).toMatchObject({ additions: [{}] });
    api.clock.advance(1);
    expect(await reasonOf(report(early))).toBe("not_found");
  });

  test("REP-3: a member also what they have deleted for themselves, and nothing from before they joined", async () => {
    const early = await say("ada", "Slow", group);
    await api.as("root").groups.addMembers({ groupId: "north", menteeIds: ["eve"] });
    const seq = await say("ada", "Slower", group);
    await api.as("eve").conversations.delete({ conversationId: group });
    const report = (at: number) => ofMessages([at], { from: "eve", conversationId: group });
    expect(await reasonOf(report(early))).toBe("not_found");
    const { id } = await report(seq);
    expect((await get(id)).evidence?.messages.map((message) => message.seq)).toEqual([seq]);
  });
});

describe("evidence is stored with the report", () => {
  test("REP-4: ten messages before and after each, who was there, and the files by name and hash", async () => {
    for (let count = 1; count <= 12; count += 1) await say("ben", `before ${count}`, group);
    const file = await api.attach("ada", { name: "plan.pdf", content: Buffer.from("plan") });
    const { message } = await api.as("ada").messages.send({
      ...{ conversationId: group, id: newId(), body: "You are slow", files: [file.id] },
    });
    for (let count = 1; count <= 12; count += 1) await say("cleo", `after ${count}`, group);
    await api.as("ada").messages.edit({
      ...{ conversationId: group, seq: message.seq, body: "You are late", expectedVersion: 1 },
    });
    const { id } = await ofMessages([message.seq], { conversationId: group });
    await api.as("ada").messages.delete({ conversationId: group, seq: message.seq });
    await api.as("root").groups.removeMembers({ groupId: "north", menteeIds: ["cleo"] });
    const { evidence } = await get(id);
    expect(evidence?.conversation).toEqual({ kind: "group", name: "North" });
    expect(evidence?.members.map(({ userId }) => userId)).toEqual(["ada", "ben", "cleo"]);
    expect(evidence?.messages.map(({ body }) => body)).toEqual([
      ...["before 3", "before 4", "before 5", "before 6", "before 7", "before 8", "before 9"],
      ...["before 10", "before 11", "before 12", "You are late", "after 1", "after 2", "after 3"],
      ...["after 4", "after 5", "after 6", "after 7", "after 8", "after 9", "after 10"],
    ]);
    expect(evidence?.messages.find(({ isReported }) => isReported)).toEqual({
      ...{ seq: message.seq, id: message.id, senderId: "ada", senderName: "Ada" },
      ...{ body: "You are late", isReported: true, deletedAt: null },
      createdAt: message.createdAt,
      editedAt: expect.any(String),
      earlier: [{ body: "You are slow", replacedAt: expect.any(String) }],
      files: [
        { name: "plan.pdf", type: file.type, size: 4, sha256: expect.stringMatching(/^\w{64}$/) },
      ],
    });
  });

  test("REP-4: of a message that was deleted before, what the server still has: its last text", async () => {
    const next = await say("ada", "next to it");
    const seq = await say("ada", "You are slow");
    await api.as("ada").messages.edit({
      ...{ conversationId: direct, seq, body: "You are late", expectedVersion: 1 },
    });
    await api.as("ada").messages.delete({ conversationId: direct, seq });
    await api.as("ada").messages.delete({ conversationId: direct, seq: next });
    const { id } = await ofMessages([seq]);
    expect((await get(id)).evidence?.messages).toMatchObject([
      { seq: next, body: null, earlier: [], isReported: false },
      { seq, body: "You are late", earlier: [{ body: "You are slow" }], isReported: true },
    ]);
  });
});

test("REP-5: a second report of the same messages by the same user is added to the first", async () => {
  const seq = await say("ada", "You are slow");
  const first = await ofMessages([seq]);
  api.clock.advance(1_000);
  await using root = await api.follow("root");
  const again = { id: newId(), category: "danger" as const, text: "Now I am afraid" };
  const joined = await ofMessages([seq], again);
  const additions = [expect.objectContaining({ category: "danger", text: "Now I am afraid" })];
  expect(joined).toEqual({ ...first, additions });
  expect(await ofMessages([seq], again)).toEqual(joined);
  expect(await nextOf(root, "report.changed")).toMatchObject({
    ...{ reportId: first.id, version: 2, isUrgent: true, isOwn: false },
  });
  const [shown] = (await api.as("root").reports.list({})).reports;
  expect(shown).toMatchObject({ id: first.id, version: 2, isUrgent: true, additions });
  expect((await api.as("ben").reports.mine()).reports).toEqual([joined]);
  const decided = { reportId: first.id, state: "resolved", expectedVersion: 2 } as const;
  await api.as("root").reports.decide(decided);
  expect((await ofMessages([seq])).id).not.toBe(first.id);
});

test("REP-5: reports of a message by several users are shown together", async () => {
  const seq = await say("ada", "You are slow", group);
  const one = await ofMessages([seq], { conversationId: group });
  const other = await ofMessages([seq], { from: "cleo", conversationId: group, text: "Me too" });
  await create({ from: "cleo", userId: "ada" });
  const detail = await get(one.id);
  expect(detail.others).toMatchObject([{ id: other.id, text: "Me too", reporter: { id: "cleo" } }]);
});

test("REP-6: a user sends 20 reports in 24 hours at most, and is told when they can send the next", async () => {
  for (let count = 0; count < limits.reportsPerDay; count += 1) {
    await create({ text: `help ${count}` });
    api.clock.advance(60_000);
  }
  const oneMore = { id: newId(), text: "help" };
  const error: unknown = await create(oneMore).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    cause: { reason: "too_many_requests", retryAfterMs: DAY - limits.reportsPerDay * 60_000 },
  });
  expect(await create({ from: "cleo", text: "help" })).toMatchObject({ state: "open" });
  api.clock.advance(DAY - limits.reportsPerDay * 60_000);
  expect(await create(oneMore)).toMatchObject({ text: "help" });
});

describe("only the reporter and ADMINs whom it is not about learn of a report", () => {
  const everyone = ["root", "rita", "ada", "ben", "cleo", "eve"] as const;
  /** Who got an event of the report, and who can read it. */
  const play = async (make: () => Promise<{ id: string }>) => {
    const cursors = await Promise.all(
      everyone.map(async (id) => [id, (await api.as(id).users.me()).cursor] as const),
    );
    const { id: reportId } = await make();
    const told: string[] = [];
    for (const [id, cursor] of cursors)
      if ((await api.as(id).users.me()).cursor !== cursor) told.push(id);
    const readers: string[] = [];
    for (const id of everyone) {
      const outcome = await outcomeOf(get(reportId, id));
      const decide = { reportId, state: "dismissed", expectedVersion: 9 } as const;
      expect(await reasonOf(api.as(id).reports.decide(decide))).toBe(
        outcome === "ok" ? "version_conflict" : outcome,
      );
      if (outcome === "ok") readers.push(id);
      else expect(outcome).toBe(["root", "rita"].includes(id) ? "not_found" : "forbidden");
    }
    return { told, readers };
  };

  test("REP-7: a report of a message of a mentor", async () => {
    const seq = await say("ada", "You are slow");
    expect(await play(() => ofMessages([seq]))).toEqual({
      ...{ told: ["root", "rita", "ben"], readers: ["root", "rita"] },
    });
    expect((await api.as("ada").reports.mine()).reports).toEqual([]);
  });

  test("REP-7: a report of an ADMIN, or of a message of an ADMIN", async () => {
    const { id: conversationId } = await api.as("ben").conversations.open({ userId: "root" });
    const seq = await say("root", "You are slow", conversationId);
    const expected = { told: ["rita", "ben"], readers: ["rita"] };
    expect(await play(() => create({ userId: "root" }))).toEqual(expected);
    expect(await play(() => ofMessages([seq], { conversationId }))).toEqual(expected);
    expect(await openOf("root")).toEqual([]);
    expect(await api.as("root").reports.count()).toEqual({ open: 0, urgent: 0 });
    expect(await api.as("rita").reports.count()).toEqual({ open: 2, urgent: 0 });
    const [report] = await openOf("rita");
    const remove = { reportId: report ?? "", seq, reason: "unkind" };
    expect(await reasonOf(api.as("root").reports.deleteMessage(remove))).toBe("not_found");
  });

  test("REP-7: a report by an ADMIN", async () => {
    const expected = { told: ["root", "rita"], readers: ["root", "rita"] };
    expect(await play(() => create({ from: "root", userId: "ada" }))).toEqual(expected);
  });

  test("REP-7: also of other reports of the same message", async () => {
    const { id: conversationId } = await api.as("ben").conversations.open({ userId: "root" });
    const hers = await say("root", "You are slow", conversationId);
    const { id } = await create({ userId: "root" });
    await ofMessages([hers], { conversationId });
    expect((await get(id, "rita")).others).toEqual([]);
  });
});

test("REP-8: ADMINs see open reports, those of danger first, and then those that are decided", async () => {
  const made: string[] = [];
  for (const category of ["spam", "danger", "gifts", "danger", "bullying"] as const) {
    made.push((await create({ category, text: "help" })).id);
    api.clock.advance(1_000);
  }
  const [spam, danger, gifts, later, bullying] = made;
  await api.as("root").reports.decide({
    ...{ reportId: danger ?? "", state: "dismissed", expectedVersion: 1 },
  });
  const first = await api.as("rita").reports.list({ limit: 2 });
  expect(first.reports.map(({ id }) => id)).toEqual([later, bullying]);
  const second = await api.as("rita").reports.list({ limit: 2, cursor: first.nextCursor });
  expect(second.reports.map(({ id }) => id)).toEqual([gifts, spam]);
  expect(second.nextCursor).toBeNull();
  const closed = await api.as("rita").reports.list({ state: "closed" });
  expect(closed.reports.map(({ id }) => id)).toEqual([danger]);
  expect(await api.as("rita").reports.count()).toEqual({ open: 4, urgent: 1 });
});

describe("a decision", () => {
  test("REP-9: is kept with its note, and the reporter learns only that there is one", async () => {
    const { id: reportId } = await create({ userId: "ada" });
    await using ben = await api.follow("ben");
    await using rita = await api.follow("rita");
    const call = {
      reportId,
      state: "resolved",
      note: "Spoke with Ada.",
      expectedVersion: 1,
    } as const;
    const decided = await api.as("root").reports.decide(call);
    expect(decided).toMatchObject({
      ...{ state: "resolved", version: 2 },
      decisions: [{ state: "resolved", note: "Spoke with Ada.", by: { id: "root" } }],
    });
    expect(await api.as("root").reports.decide(call)).toEqual(decided);
    const news = { reportId, version: 2, isUrgent: false };
    expect(await nextOf(ben, "report.changed")).toMatchObject({ ...news, isOwn: true });
    expect(await nextOf(rita, "report.changed")).toMatchObject({ ...news, isOwn: false });
    const [own] = (await api.as("ben").reports.mine()).reports;
    expect(own).toMatchObject({ state: "closed" });
    expect(JSON.stringify(own)).not.toMatch(/resolved|Spoke|root/);
    const reopened = await api.as("rita").reports.decide({
      ...{ reportId, state: "open", expectedVersion: 2 },
    });
    expect(reopened.decisions.map(({ state }) => state)).toEqual(["resolved", "open"]);
    expect((await api.as("ben").reports.mine()).reports).toMatchObject([{ state: "open" }]);
    const again = { reportId, state: "open", expectedVersion: 3 } as const;
    expect(await reasonOf(api.as("root").reports.decide(again))).toBe("invalid_input");
  });

  test("REP-9: of two at the same moment, one counts, and the other one is a conflict", async () => {
    const { id: reportId } = await create({ userId: "ada" });
    const decide = (from: string, state: "resolved" | "dismissed") =>
      outcomeOf(api.as(from).reports.decide({ reportId, state, expectedVersion: 1 }));
    const outcomes = await Promise.all([decide("root", "resolved"), decide("rita", "dismissed")]);
    expect(outcomes.toSorted()).toEqual(["ok", "version_conflict"]);
    expect((await get(reportId)).decisions).toHaveLength(1);
  });
});

test("REP-10: an ADMIN deletes a reported message of a conversation in which they are not", async () => {
  const seq = await say("ada", "You are slow");
  await say("ada", "Hello");
  const { id: reportId } = await ofMessages([seq]);
  await using ada = await api.follow("ada");
  const other = { reportId, seq: 2, reason: "unkind" };
  expect(await problemOf(api.as("root").reports.deleteMessage(other))).toContain(
    "seq is no message",
  );
  const remove = { ...other, seq };
  const detail = await api.as("root").reports.deleteMessage(remove);
  expect(detail).toMatchObject({ deletedSeqs: [seq] });
  expect(detail.evidence?.messages[0]).toMatchObject({ body: "You are slow", deletedAt: null });
  expect((await nextOf(ada, "message.deleted")).message).toMatchObject({ seq, body: null });
  expect(await api.as("root").reports.deleteMessage(remove)).toEqual(detail);
});

test("REP-11: ADMINs are notified without any content, at once, also in quiet hours if anyone is in danger", async () => {
  await api
    .as("rita")
    .notifications.updateSettings({ quietHours: everyDay(allDay), timeZone: "UTC" });
  const { id } = await create({ userId: "ada", text: "It hurts" });
  await create({ from: "root", text: "Please look" });
  await api.jobs.run();
  const sent = () => api.notifications.sent.map(({ content }) => content);
  expect(sent()).toMatchObject([{ kind: "report", isUrgent: false, to: { userId: "root" } }]);
  expect(JSON.stringify(sent())).not.toMatch(/ada|ben|hurts/);
  await create({ category: "danger", userId: "ada" });
  await api.jobs.run();
  const urgent = sent().filter(({ isUrgent }) => isUrgent);
  expect(urgent.map(({ to }) => to.userId).toSorted()).toEqual(["rita", "root"]);
  const { notifications } = await api.as("root").notifications.list({});
  expect(notifications[0]).toMatchObject({ kind: "report", reportId: id, state: "sent" });
});

test("REP-11: what was decided before is not told", async () => {
  const { id: reportId } = await create({ userId: "ada" });
  await api.as("rita").reports.decide({ reportId, state: "dismissed", expectedVersion: 1 });
  await api.jobs.run();
  expect(api.notifications.sent).toEqual([]);
});

test("REP-12: a report stays when the account of its reporter is closed", async () => {
  const { id } = await create({ userId: "ada", text: "It hurts" });
  await api.as("root").users.deactivate({ userId: "ben" });
  expect(await get(id)).toMatchObject({ reporter: { id: "ben" }, text: "It hurts" });
  expect(await api.platform.db.$count(reports)).toBe(1);
});
