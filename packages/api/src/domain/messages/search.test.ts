import { limits } from "@parley/contract/limits";
import { beforeAll, expect, test } from "vitest";
import { newId, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({
  once: true,
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", dan: "MENTEE" },
});
let direct: string;
let group: string;

beforeAll(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
  for (const body of texts) await send("ada", direct, body);
});

const texts = [
  "Ein schöner Café-Besuch in ZÜRICH",
  "Weekly planning: read chapter seven",
  "来週の会議は火曜日です",
  "مرحبا بكم في البرنامج",
  "안녕하세요 여러분",
  "Party 🎉🎈 on Friday",
  String.raw`100%_sure \o/ it's "quoted" & <b>bold</b>`,
  "Die Straße heißt ΟΔΟΣ",
  `${"lorem ".repeat(100)}needle ${"ipsum ".repeat(100)}end`,
];

const send = (from: string, conversationId: string, body: string) => {
  api.clock.advance(1_000);
  return api.as(from).messages.send({ conversationId, id: newId(), body });
};
const search = (from: string, text: string, more: { conversationId?: string } = {}) =>
  api.as(from).messages.search({ text, ...more });
const found = async (from: string, text: string) =>
  (await search(from, text)).hits.map(({ message }) => message.body);

test.each([
  ["café", 0],
  ["CAFE", 0],
  ["zurich", 0],
  ["Zürich", 0],
  ["zu\u0308rich", 0],
  ["schon", 0],
  ["chap", 1],
  ["apter", 1],
  ["seven weekly", 1],
  ["会議", 2],
  ["火曜日", 2],
  ["مرحبا", 3],
  ["برنامج", 3],
  ["안녕", 4],
  ["🎉🎈", 5],
  ["100%", 6],
  ["%_s", 6],
  [String.raw`\o`, 6],
  ["it's", 6],
  ["<b>", 6],
  ['"quoted"', 6],
  ["strasse", 7],
  ["οδος", 7],
  ["needle", 8],
] as const)(
  "SRCH-1: %j finds the text in any case, accents, script and position in a word",
  async (text, at) => {
    expect(await found("ben", text)).toEqual([texts[at]]);
  },
);

test.each(["seven weakly", "cafe needle", "%%", "__", "c_fe", "\\\\", "火曜会"])(
  "SRCH-2: %j is not found: every word has to occur, and special characters are literal",
  async (text) => {
    expect(await found("ben", text)).toEqual([]);
  },
);

test.each(["a", " b ", "x".repeat(limits.searchMax + 1), "", "  "])(
  "SRCH-3: a text of 2 to 200 characters: %j is refused",
  async (text) => {
    expect(await reasonOf(search("ben", text))).toBe("invalid_input");
    expect(await found("ben", "x".repeat(limits.searchMax))).toEqual([]);
  },
);

test("SRCH-4: the parts of a snippet form the text, and mark the hits as they were written", async () => {
  const [hit] = (await search("ben", "cafe zurich")).hits;
  expect(hit?.message.seq).toBe(1);
  expect(hit?.snippet).toEqual([
    { text: "Ein schöner ", isHit: false },
    { text: "Café", isHit: true },
    { text: "-Besuch in ", isHit: false },
    { text: "ZÜRICH", isHit: true },
  ]);
});

test("SRCH-4: a long text is shown around its first hit", async () => {
  const [hit] = (await search("ben", "NEEDLE")).hits;
  const parts = hit?.snippet ?? [];
  expect(parts.filter(({ isHit }) => isHit)).toEqual([{ text: "needle", isHit: true }]);
  expect([parts.at(0)?.text, parts.at(-1)?.text]).toEqual(["…", "…"]);
  const shown = parts
    .slice(1, -1)
    .map(({ text }) => text)
    .join("");
  expect(texts[8]).toContain(shown);
  expect(shown.length).toBeLessThanOrEqual(201);
});

test("FMT-6: words with marks around them are found, and shown without", async () => {
  const body = "Please bring the *signed contract*, _twice_";
  await api.as("ada").messages.send({ conversationId: direct, id: newId(), body });
  const [hit] = (await search("ben", "contract bring the signed")).hits;
  expect(hit?.message.body).toBe(body);
  expect(hit?.snippet.map(({ text }) => text).join("")).toBe(
    "Please bring the signed contract, twice",
  );
});

test("SRCH-5: pages join without a gap or a repeat, newest first, also if times are equal", async () => {
  const [one, other] = [direct, group];
  for (let at = 0; at < 12; at += 1) {
    await api.as("ada").messages.send({
      conversationId: at % 2 === 0 ? one : other,
      id: newId(),
      body: `pager ${at}`,
    });
  }
  const seen: string[] = [];
  let cursor;
  do {
    const page = await api.as("ben").messages.search({ text: "pager", limit: 5, cursor });
    seen.push(...page.hits.map(({ message }) => message.body ?? ""));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toHaveLength(12);
  expect(new Set(seen).size).toBe(12);
  const inOne = seen.filter((body) => Number(body.slice(6)) % 2 === 0);
  expect(inOne.map((body) => Number(body.slice(6)))).toEqual([10, 8, 6, 4, 2, 0]);
});

test("SRCH-6: only one conversation; a foreign one and a nonexistent one are the same not_found", async () => {
  await send("ada", group, "chapter for all");
  const bodies = async (conversationId: string) =>
    (await search("ben", "chapter", { conversationId })).hits.map(({ message }) => message.body);
  expect(await bodies(direct)).toEqual([texts[1]]);
  expect(await bodies(group)).toEqual(["chapter for all"]);
  for (const conversationId of [direct, newId()]) {
    expect(await reasonOf(search("dan", "chapter", { conversationId }))).toBe("not_found");
  }
});

test("SRCH-7: nothing of conversations of others, from before joining or after leaving", async () => {
  await send("ada", group, "secret before");
  const staff = api.as("root").groups;
  await staff.addMembers({ groupId: "north", menteeIds: ["dan"] });
  await send("ada", group, "secret between");
  await staff.removeMembers({ groupId: "north", menteeIds: ["dan"] });
  await send("ada", group, "secret after");
  expect(await found("dan", "secret")).toEqual(["secret between"]);
  expect(await found("cleo", "secret")).toEqual([
    "secret after",
    "secret between",
    "secret before",
  ]);
  expect(await found("root", "secret")).toEqual([]);
});

test("SRCH-7: nothing that was cleared, deleted or replaced, and nothing from a user whom the reader blocks", async () => {
  const withCleo = (await api.as("ben").conversations.open({ userId: "cleo" })).id;
  await send("cleo", withCleo, "cleared treasure");
  await api.as("ben").conversations.delete({ conversationId: withCleo });
  await send("cleo", withCleo, "deleted treasure");
  await api.as("cleo").messages.delete({ conversationId: withCleo, seq: 2 });
  await send("cleo", withCleo, "former treasure");
  await api
    .as("cleo")
    .messages.edit({ conversationId: withCleo, seq: 3, body: "new treasure", expectedVersion: 1 });
  expect(await found("ben", "treasure")).toEqual(["new treasure"]);
  expect(await found("ben", "former")).toEqual([]);
  expect(await found("cleo", "treasure")).toEqual(["new treasure", "cleared treasure"]);
  await api.as("ben").contacts.block({ userId: "cleo" });
  expect(await found("ben", "treasure")).toEqual([]);
});

/** Messages of the admin and Dan on three days, of which one has a link. */
async function writeOnDays() {
  const conversationId = (await api.as("dan").conversations.open({ userId: "root" })).id;
  for (const body of ["first plan", "see WWW.example.org for the plan", "https plan: last"]) {
    api.clock.advance(24 * 3_600_000);
    await api.as("root").messages.send({ conversationId, id: newId(), body });
    api.clock.advance(1_000);
    await api.as("dan").messages.send({ conversationId, id: newId(), body: `re: ${body}` });
  }
  const { messages } = await api.as("dan").messages.list({ conversationId });
  return { conversationId, times: messages.map(({ createdAt }) => createdAt) };
}

test("SRCH-12: hits can be limited to a sender, to a span of time, and to messages with a link, with or without a text", async () => {
  const { conversationId, times } = await writeOnDays();
  const [, second = "", third = "", , fifth = ""] = times;
  const seqs = async (more: object) =>
    (await api.as("dan").messages.search({ conversationId, ...more })).hits.map(
      ({ message }) => message.seq,
    );
  expect(await seqs({ text: "plan" })).toEqual([6, 5, 4, 3, 2, 1]);
  expect(await seqs({ text: "plan", senderId: "root" })).toEqual([5, 3, 1]);
  expect(await seqs({ senderId: "dan" })).toEqual([6, 4, 2]);
  expect(await seqs({ after: third })).toEqual([6, 5, 4, 3]);
  expect(await seqs({ before: third })).toEqual([2, 1]);
  expect(await seqs({ text: "re", after: second, before: fifth })).toEqual([4, 2]);
  expect(await seqs({ hasLink: true })).toEqual([4, 3]);
  expect(await seqs({ hasLink: true, senderId: "root", text: "plan", after: third })).toEqual([3]);
  expect(await seqs({ text: "plan", hasLink: false })).toHaveLength(6);
});

test("SRCH-12: pages of filtered hits join, also where they begin before a time", async () => {
  const { conversationId } = await writeOnDays();
  const { messages } = await api.as("dan").messages.list({ conversationId });
  const before = messages.at(-1)?.createdAt;
  const seqs: number[] = [];
  let cursor;
  do {
    const input = { conversationId, before, senderId: "root", limit: 1, cursor };
    const page = await api.as("dan").messages.search(input);
    seqs.push(...page.hits.map(({ message }) => message.seq));
    cursor = page.nextCursor;
  } while (cursor !== null);
  const own = messages.filter(({ senderId }) => senderId === "root").map(({ seq }) => seq);
  expect(seqs).toEqual(own.toReversed());
  const newer = { createdAt: "2999-01-01T00:00:00.000Z", conversationId, seq: 1 };
  const { hits } = await api.as("dan").messages.search({ before, cursor: newer, senderId: "root" });
  expect(hits.map(({ message }) => message.seq)).toEqual(seqs);
});

test("SRCH-13: a sender who does not exist, and one whom the caller shares no conversation with, have no messages", async () => {
  await send("ada", direct, "for the filters");
  const of = async (from: string, senderId: string) =>
    (await api.as(from).messages.search({ text: "filters", senderId })).hits.length;
  expect(await of("ben", "ada")).toBe(1);
  expect(await of("dan", "ada")).toBe(0);
  expect(await of("ben", "nobody")).toBe(0);
});

test("SRCH-13: filters do not show what a search does not show", async () => {
  await api.as("ben").contacts.unblock({ userId: "cleo" });
  const conversationId = (await api.as("ben").conversations.open({ userId: "cleo" })).id;
  const ofCleo = async () =>
    (await api.as("ben").messages.search({ conversationId, senderId: "cleo" })).hits.length;
  await send("cleo", conversationId, "written before the block");
  const count = await ofCleo();
  expect(count).toBeGreaterThan(0);
  await api.as("ben").contacts.block({ userId: "cleo" });
  expect(await ofCleo()).toBe(0);
  await api.as("ben").contacts.unblock({ userId: "cleo" });
  expect(await ofCleo()).toBe(count);
  const outside = { conversationId, senderId: "cleo" };
  expect(await reasonOf(api.as("dan").messages.search(outside))).toBe("not_found");
  expect(await reasonOf(api.as("dan").messages.search({ ...outside, text: "filters" }))).toBe(
    "not_found",
  );
});

test.each([
  [{}, "text"],
  [{ hasLink: false }, "text"],
  [
    { text: "plan", after: "2026-03-02T00:00:00.000Z", before: "2026-03-02T00:00:00.000Z" },
    "before",
  ],
  [{ after: "2026-03-02T00:00:00.000Z", before: "2026-03-01T00:00:00.000Z" }, "before"],
  [{ text: "plan", before: "2026-02-30T00:00:00.000Z" }, "before"],
  [{ text: "plan", after: "last week" }, "after"],
  [{ text: "plan", senderId: "a b" }, "senderId"],
] as const)("SRCH-13: %j is refused, with the field", async (input, field) => {
  const refused = api.as("ben").messages.search(input);
  await expect(refused).rejects.toMatchObject({ cause: { issues: [{ path: [field] }] } });
  expect(await reasonOf(refused)).toBe("invalid_input");
});
