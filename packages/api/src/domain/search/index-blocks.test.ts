import { fold, FOLD_VERSION, foldWords } from "@parley/contract/folding";
import { conversations, messages, searchBlocks } from "@parley/db/schema";
import { eq, sql, type SQL } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { indexConversations } from "./index-blocks.ts";

const api = useTestApi({ people: { ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE" } });
let direct: string;
let group: string;

beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

const sendAll = (conversationId: string, bodies: readonly string[]) =>
  Promise.all(
    bodies.map((body) => {
      api.clock.advance(1_000);
      return api.as("ada").messages.send({ conversationId, id: newId(), body });
    }),
  );

async function found(text: string): Promise<string[]> {
  const bodies: string[] = [];
  let cursor;
  do {
    const page = await api.as("ben").messages.search({ text, limit: 7, cursor });
    bodies.push(...page.hits.map(({ message }) => message.body ?? ""));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return bodies;
}

/** Indexes everything, including new messages. */
const sealAll = () => indexConversations(api.platform, { idleAfter: 0 });

/** Texts of few letters, so that parts of them repeat, in several scripts. */
function jumble(count: number): string[] {
  const letters = ["a", "b", "É", "ß", "中", "文", "م", "🎉", " "];
  let state = 7;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const text = () => Array.from({ length: 1 + next(14) }, () => letters[next(letters.length)]);
  return Array.from({ length: count }, () => `a${text().join("")}`.trim());
}

test("SRCH-8: indexed, half indexed or not at all, the results are the same as those of reading every text", async () => {
  const written = jumble(150);
  const looked = ["ab", "ba b", "中文", "文中a", "🎉🎉", "eß", "م م", "aba", "中 ß", "zz"];
  const expected = (text: string) =>
    written
      .filter((body) => foldWords(text).every((word) => fold(body).includes(word)))
      .toReversed();
  const check = async () => {
    for (const text of looked) expect(await found(text), text).toEqual(expected(text));
  };
  expect(looked.filter((text) => expected(text).length > 0).length).toBeGreaterThan(5);

  await sendAll(direct, written.slice(0, 140));
  expect(await indexConversations(api.platform), "the whole blocks, and what belongs to them").toBe(
    140,
  );
  await sendAll(direct, written.slice(140));
  await check();
  expect(await sealAll()).toBe(10);
  await check();
  expect(await sealAll(), "nothing is left").toBe(0);
});

test("SRCH-8: an edit is found by its new words, and no longer by the old ones, in a block as well", async () => {
  await sendAll(direct, ["one", "two", "three"]);
  await sealAll();
  await api
    .as("ada")
    .messages.edit({ conversationId: direct, seq: 2, body: "zebra", expectedVersion: 1 });
  expect([await found("zebra"), await found("two"), await found("three")]).toEqual([
    ["zebra"],
    [],
    ["three"],
  ]);
});

test("SRCH-8: an edit between reading and indexing a text is not lost", async () => {
  await sendAll(direct, ["one", "two"]);
  let edits = 0;
  const editOnce = async () => {
    if (edits > 0) return;
    edits += 1;
    await api
      .as("ada")
      .messages.edit({ conversationId: direct, seq: 2, body: "zebra", expectedVersion: 1 });
  };
  const { db } = api.platform;
  const overtaken = new Proxy(db, {
    get(target, name, receiver) {
      if (name !== "execute") return Reflect.get(target, name, receiver);
      // Only the texts are read outside of a transaction; the rest is the indexing itself.
      return async (query: SQL) => {
        const result = await target.execute(query);
        await editOnce();
        return result;
      };
    },
  });
  await indexConversations({ ...api.platform, db: overtaken }, { idleAfter: 0 });
  expect(edits, "the edit came in between").toBe(1);
  expect(await found("zebra")).toEqual(["zebra"]);
  await sealAll();
  expect(await found("zebra")).toEqual(["zebra"]);
});

test("two processes index at once, and each message once", async () => {
  await sendAll(
    direct,
    Array.from({ length: 100 }, (_, at) => `number ${at}`),
  );
  const sealed = await Promise.all([sealAll(), sealAll()]);
  expect(sealed.reduce((sum, count) => sum + count)).toBe(100);
  const [row] = await api.platform.db
    .select({ sealedSeq: conversations.sealedSeq })
    .from(conversations)
    .where(eq(conversations.id, direct));
  expect(row).toEqual({ sealedSeq: 100 });
});

test("a conversation without any block is searched without them", async () => {
  await sendAll(direct, ["fresh needle"]);
  const { rows } = await api.platform.db.execute(sql`select from ${searchBlocks}`);
  expect(rows).toEqual([]);
  expect(await found("needle")).toEqual(["fresh needle"]);
});

test("SRCH-8: of more blocks than one statement returns, every hit is found once, the newest first", async () => {
  const { db } = api.platform;
  const count = 5_000;
  // Times repeat and run backwards here and there, as after an import.
  await db.execute(sql`
    insert into ${messages} (conversation_id, seq, id, sender_id, body, search_text, fold_version, created_at)
    select c.id, n, gen_random_uuid(), 'ada', 'word ' || n, 'word ' || n || case when n % 977 = 0 then ' rare' else '' end,
      ${FOLD_VERSION}, '2026-03-01T10:00:00Z'::timestamptz + (n - n % 7 * 300) / 3 * interval '1 second'
    from ${conversations} c cross join generate_series(1, ${count}) n where c.id in (${direct}, ${group})`);
  await db.update(conversations).set({ lastSeq: count, lastMessageAt: sql`now()` });
  await sealAll();
  const { rows } = await db.execute<{ place: string }>(sql`
    select conversation_id || ' ' || seq as place from ${messages}
    order by created_at desc, conversation_id desc, seq desc`);
  const wanted = rows.map(({ place }) => place);
  const places: string[] = [];
  let cursor;
  do {
    const page = await api.as("ben").messages.search({ text: "word", limit: 100, cursor });
    places.push(
      ...page.hits.map(({ message }) => `${message.conversationId} ${message.seq.toString()}`),
    );
    cursor = page.nextCursor;
  } while (cursor !== null && places.length < 1_000);
  expect(places).toEqual(wanted.slice(0, places.length));
  expect(places.length).toBe(1_000);
  const rare = wanted.filter((place) => Number(place.split(" ")[1]) % 977 === 0);
  const hits = (await api.as("ben").messages.search({ text: "rare", limit: 100 })).hits;
  expect(hits.map(({ message }) => `${message.conversationId} ${message.seq.toString()}`)).toEqual(
    rare,
  );
});
