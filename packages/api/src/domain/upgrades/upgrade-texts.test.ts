import { fold, FOLD_VERSION } from "@parley/contract/folding";
import {
  conversations,
  groups,
  messages,
  reactions,
  searchBlocks,
  streamEvents,
  upgrades,
  users,
} from "@parley/db/schema";
import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { indexConversations } from "../search/index-blocks.ts";
import { type UpgradeProgress, upgradeTexts } from "./upgrade-texts.ts";

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben", "cleo"] }],
});
let direct: string;

beforeEach(async () => {
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

const upgrade = (signal?: AbortSignal) => {
  const seen: UpgradeProgress[] = [];
  return upgradeTexts(api.platform, { onProgress: (progress) => seen.push(progress), signal }).then(
    () => seen,
  );
};

const send = (body: string) =>
  api.as("ada").messages.send({ conversationId: direct, id: newId(), body });

/** As the last release stored them: folded differently, in blocks with signatures of that fold. */
async function sendAsBefore(bodies: readonly string[]) {
  for (const body of bodies) {
    api.clock.advance(1_000);
    await send(body);
  }
  const { db } = api.platform;
  const before = (text: string) =>
    text
      .normalize("NFKD")
      .replaceAll(/\p{Mn}/gu, "")
      .toLowerCase();
  for (const [at, body] of bodies.entries()) {
    await db
      .update(messages)
      .set({ searchText: before(body) })
      .where(eq(messages.seq, at + 1));
  }
  await indexConversations(api.platform, { idleAfter: 0 });
  await db.update(messages).set({ foldVersion: 0 });
  await db.update(conversations).set({ sealedFold: 0 });
}

async function found(text: string): Promise<string[]> {
  const bodies: string[] = [];
  let cursor;
  do {
    const page = await api.as("ben").messages.search({ text, limit: 2, cursor });
    bodies.push(...page.hits.map(({ message }) => message.body ?? ""));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return bodies;
}

const written = [
  "Łódź in spring",
  "plain words",
  "I don’t know",
  "straße",
  "men\u00ADtorship",
  "明天开会",
  "łódka",
];
const looked: readonly (readonly [string, readonly string[]])[] = [
  ["lod", ["łódka", "Łódź in spring"]],
  ["don't", ["I don’t know"]],
  ["strasse", ["straße"]],
  ["mentorship", ["men\u00ADtorship"]],
  ["会", ["明天开会"]],
  ["plain", ["plain words"]],
  ["zebra", []],
];

test("SRCH-11: messages that an earlier release folded are found before they are folded again, during, and after", async () => {
  await sendAsBefore(written);
  const check = async () => {
    for (const [text, bodies] of looked) expect(await found(text), text).toEqual(bodies);
  };
  const isAsBefore = await api.platform.db.$count(
    messages,
    eq(messages.searchText, "łodz in spring"),
  );
  expect(isAsBefore, "the texts are folded as before").toBe(1);
  await check();
  const progress = await upgrade();
  expect(progress).toContainEqual({
    rows: "messages",
    done: written.length,
    total: written.length,
  });
  await check();
  const rows = await api.platform.db.select().from(messages);
  for (const { body, searchText } of rows) expect(searchText).toBe(fold(body));
  expect((await upgrade()).filter(({ rows: kind }) => kind === "messages")).toEqual([]);
});

test("SRCH-11: messages sent and edited meanwhile are found, and folding continues where it was interrupted", async () => {
  const many = Array.from({ length: 200 }, (_, at) =>
    at % 50 === 0 ? `ŁÓDŹ ${at}` : `nothing ${at}`,
  );
  await sendAsBefore(many);
  const all = ["ŁÓDŹ 150", "ŁÓDŹ 100", "ŁÓDŹ 50", "ŁÓDŹ 0"];
  // A power failure after the second batch.
  const stop = new AbortController();
  let batches = 0;
  await indexConversations(api.platform, {
    batch: { conversations: 10, messages: 64 },
    signal: stop.signal,
    onProgress: () => {
      batches += 1;
      if (batches === 2) stop.abort();
    },
  });
  const [half] = await api.platform.db
    .select()
    .from(conversations)
    .where(eq(conversations.id, direct));
  expect(half).toMatchObject({ sealedFold: FOLD_VERSION, sealedSeq: 128 });
  expect(await found("lodz")).toEqual(all);
  await send("łódź at last");
  await api
    .as("ada")
    .messages.edit({ conversationId: direct, seq: 190, body: "łódź again", expectedVersion: 1 });
  expect(new Set(await found("lodz"))).toEqual(new Set(["łódź at last", "łódź again", ...all]));
  const [first] = await upgrade();
  expect(first).toBeDefined();
  await indexConversations(api.platform, { idleAfter: 0 });
  expect(new Set(await found("lodz"))).toEqual(new Set(["łódź at last", "łódź again", ...all]));
  expect(await api.platform.db.$count(searchBlocks)).toBe(4);
});

test("SRCH-11: a text that folds as before is not written again", async () => {
  await sendAsBefore(["plain words", "łódź"]);
  const versions = async () => {
    const { rows } = await api.platform.db.execute<{ xmin: string }>(
      sql`select xmin::text from ${messages} order by seq`,
    );
    return rows.map(({ xmin }) => xmin);
  };
  const before = await versions();
  await upgrade();
  const after = await versions();
  expect([after[0] === before[0], after[1] === before[1]]).toEqual([true, false]);
});

test("SRCH-11: a process that indexes leaves nothing to another one at the same time", async () => {
  await sendAsBefore(Array.from({ length: 150 }, (_, at) => `łódź ${at}`));
  const one = indexConversations(api.platform, { batch: { conversations: 10, messages: 64 } });
  const other = indexConversations(api.platform, { batch: { conversations: 10, messages: 64 } });
  // The last block is not full, and is indexed later.
  expect((await one) + (await other)).toBe(128);
  expect(await api.platform.db.$count(searchBlocks)).toBe(3);
});

test("USR-9: names stored before are found and ordered at once, and get their normal form", async () => {
  const { db } = api.platform;
  await db
    .update(users)
    .set({ name: "Łukasz\u00A0Zoe\u0308", foldVersion: 0, foldedName: "" })
    .where(eq(users.id, "ben"));
  await db
    .update(users)
    .set({ name: "Γιώργος", foldVersion: 0, foldedName: "" })
    .where(eq(users.id, "cleo"));
  const people = async (text: string) =>
    (await api.as("ada").users.search({ text })).people.map(({ name }) => name);
  expect(await people("lukasz zoe")).toEqual(["Łukasz Zoë"]);
  expect(await people("ΓΙΏΡΓΟΣ")).toEqual(["Γιώργος"]);
  const list = await api.as("root").users.list({ text: "γιωργος" });
  expect(list.accounts.map(({ id }) => id)).toEqual(["cleo"]);
});

test("USR-9: only users who see a name that gets its normal form are notified", async () => {
  const { db } = api.platform;
  await upgrade();
  await db
    .update(users)
    .set({ name: "Mary\u00A0Ann", foldVersion: 0, foldedName: "" })
    .where(eq(users.id, "ben"));
  await db.update(groups).set({ name: "North\u3000One" }).where(eq(groups.id, "north"));
  const heads = async () => {
    const { rows } = await db.execute<{ user_id: string; types: string[] }>(sql`
      select user_id, array_agg(distinct type order by type) as types from ${streamEvents}
      where type in ('user.updated', 'group.updated') group by 1 order by 1`);
    return rows;
  };
  const before = await heads();
  await upgrade();
  expect(before.some(({ types }) => types.includes("user.updated"))).toBe(false);
  expect(
    (await heads()).map(({ user_id: id, types }) => [id, types.includes("user.updated")]),
  ).toEqual([
    ["ada", true],
    ["ben", true],
    ["cleo", true],
    ["root", true],
  ]);
  expect((await api.as("ada").groups.list()).groups.map(({ name }) => name)).toEqual(["North One"]);
  const after = await heads();
  await upgrade();
  expect(await heads()).toEqual(after);
});

test("MSG-22: reactions of an earlier release in two forms become one, with the earlier choice of each user", async () => {
  await send("hello");
  const { db } = api.platform;
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));
  const rows = [
    ["ben", "❤", 1],
    ["ben", "❤\uFE0F", 2],
    ["ada", "❤\uFE0F", 3],
    ["ada", "👍\uFE0F", 4],
  ] as const;
  await db.insert(reactions).values(
    rows.map(([userId, emoji, second]) => ({
      conversationId: direct,
      seq: 1,
      userId,
      emoji,
      createdAt: at(second),
    })),
  );
  await upgrade();
  const stored = await db.select().from(reactions).orderBy(reactions.createdAt);
  expect(stored.map(({ userId, emoji, createdAt }) => [userId, emoji, createdAt])).toEqual([
    ["ben", "❤️", at(1)],
    ["ada", "❤️", at(3)],
    ["ada", "👍", at(4)],
  ]);
  const { rows: told } = await db.execute<{ user_id: string }>(
    sql`select user_id from ${streamEvents} where type = 'message.reacted' order by 1`,
  );
  expect(told.map(({ user_id: id }) => id)).toEqual(["ada", "ben"]);
  expect(await db.select().from(upgrades)).toMatchObject([{ name: "reactions", version: 1 }]);
  await api.as("ben").messages.react({ conversationId: direct, seq: 1, emoji: "❤" });
  expect((await db.select().from(reactions)).length).toBe(3);
  await api.as("ben").messages.unreact({ conversationId: direct, seq: 1, emoji: "❤" });
  expect((await db.select().from(reactions)).length).toBe(2);
});

test("SRCH-11: several servers that start at once do everything once", async () => {
  await sendAsBefore(Array.from({ length: 150 }, (_, at) => `łódź ${at}`));
  const { db } = api.platform;
  await db.update(users).set({ name: "Mary\u00A0Ann", foldVersion: 0 }).where(eq(users.id, "ben"));
  await db.insert(reactions).values(
    Array.from({ length: 20 }, (_, at) => ({
      conversationId: direct,
      seq: at + 1,
      userId: "ben",
      emoji: "❤",
    })),
  );
  const counts = async () => {
    const { rows } = await db.execute<{ user_id: string; type: string; count: number }>(sql`
      select user_id, type, count(*)::int as count from ${streamEvents}
      where type in ('user.updated', 'message.reacted') group by 1, 2 order by 2, 1`);
    return rows.map(({ user_id: id, type, count }) => [type, id, count]);
  };
  await Promise.all([upgrade(), upgrade(), upgrade()]);
  expect(await counts()).toEqual([
    ["message.reacted", "ada", 20],
    ["message.reacted", "ben", 20],
    ["user.updated", "ada", 1],
    ["user.updated", "ben", 1],
    ["user.updated", "cleo", 1],
    ["user.updated", "root", 1],
  ]);
  await upgrade();
  expect(await found("lodz 149")).toEqual(["łódź 149"]);
  expect(await db.$count(messages, eq(messages.foldVersion, FOLD_VERSION))).toBeGreaterThan(127);
});
