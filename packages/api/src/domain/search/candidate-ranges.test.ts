import { FOLD_VERSION, foldWords } from "@parley/contract/folding";
import { toDate } from "@parley/db/moment";
import { conversations, messages, participants, searchBlocks, users } from "@parley/db/schema";
import { computed, preparedStatement } from "@parley/db/statement";
import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { BLOCK_SIZE, PART_SIZE } from "./blocks.ts";
import {
  candidateRanges,
  type PreparedRequest,
  prepareRequest,
  rangeShape,
  type RangeMode,
  type RangePlace,
  type RangeRequest,
  type SearchScope,
} from "./candidate-ranges.ts";
import { indexConversations } from "./index-blocks.ts";

const api = useTestApi({ people: { ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE" } });
let direct: string;
let group: string;

beforeEach(async () => {
  group = await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben", "cleo"] });
  direct = (await api.as("ben").conversations.open({ userId: "ada" })).id;
});

/** Adds messages to both conversations; times repeat and run backwards here and there, as after an import. */
async function write(each: number, text: string): Promise<void> {
  const { db } = api.platform;
  await db.execute(sql`
    insert into ${messages} (conversation_id, seq, id, sender_id, body, search_text, fold_version, created_at)
    select c.id, n, gen_random_uuid(), 'ada', t.text, t.text, ${FOLD_VERSION},
      '2026-03-01T10:00:00Z'::timestamptz + (n - n % 7 * 30) / 3 * interval '1 second'
    from ${conversations} c cross join generate_series(c.last_seq + 1, c.last_seq + ${each}) n
    cross join lateral (select ${sql.raw(text)} as text) t
    where c.id in (${direct}, ${group})`);
  await db
    .update(conversations)
    .set({ lastSeq: sql`${conversations.lastSeq} + ${each}`, lastMessageAt: sql`now()` });
}

const sealAll = () => indexConversations(api.platform, { idleAfter: 0 });

/** A word in every message, one in one of forty, one in three, one in the third, and parts of some in every message. */
const mixed = `'word ' || n || case when n % 40 = 7 then ' seldom' else '' end
  || case when n in (3, 700, 1399) then ' needle' else '' end
  || case when n = 3 then ' lonely' else '' end || ' nee dle sel dom'`;

const rangeRow = {
  conversation_id: participants.conversationId,
  first: messages.seq,
  last: messages.seq,
  newest_at: searchBlocks.newestAt,
  mode: computed.text<RangeMode>(),
} as const;

const ranges = preparedStatement({
  name: "test.candidates",
  row: rangeRow,
  shapeOf: (request: PreparedRequest) => rangeShape(request),
  template: (value, shape) => sql`with ${candidateRanges(value, shape)}
    select conversation_id, first, last, newest_at, (select mode from plan) as mode
    from ranges order by newest_at desc, conversation_id desc, first desc`,
  examples: [
    prepareRequest({
      scope: {
        session: { userId: "ada", issuedAt: new Date(0) },
        conversationId: undefined,
        words: ["one"],
        until: undefined,
      },
      limit: 1,
      isFirst: true,
    }),
  ],
});

const rangesOf = (
  text: string,
  request: Omit<RangeRequest, "scope">,
  filters: Partial<SearchScope> = {},
) => {
  const scope = {
    session: { userId: "ben", issuedAt: api.clock.now() },
    conversationId: undefined,
    words: foldWords(text),
    until: undefined,
    ...filters,
  };
  return ranges(api.platform.db, prepareRequest({ scope, ...request }));
};

const placesWith = async (text: string) => {
  const { rows } = await api.platform.db.execute<{ id: string; seq: number }>(
    sql`select conversation_id as id, seq from ${messages} where search_text like ${`%${text}%`}`,
  );
  return rows;
};

const covers = (found: readonly RangePlaceAndLast[], { id, seq }: { id: string; seq: number }) =>
  found.some((range) => range.conversation_id === id && range.first <= seq && seq <= range.last);
type RangePlaceAndLast = RangePlace & { last: number };

const sendAll = (conversationId: string, bodies: readonly string[]) =>
  Promise.all(
    bodies.map((body) => {
      api.clock.advance(1_000);
      return api.as("ada").messages.send({ conversationId, id: newId(), body });
    }),
  );

const spansOf = (text: string) => rangesOf(text, { mode: "all", limit: 500, isFirst: false });

test("blocks exclude what does not occur in them, and are read newest first", async () => {
  const many = Array.from({ length: 2 * BLOCK_SIZE }, (_, at) => `message number ${at}`);
  await sendAll(direct, many);
  await sendAll(group, ["a needle", ...many.slice(1)]);
  await sealAll();
  expect(await api.platform.db.$count(searchBlocks)).toBe(4);
  expect(await spansOf("xyzzy")).toEqual([]);
  expect(await spansOf("needle")).toMatchObject([{ conversation_id: group, first: 1, last: 64 }]);
  expect((await spansOf("message")).map(({ first }) => first)).toEqual([65, 1, 65, 1]);
});

test.each(["newest", "grams", "all"] as const)(
  "SRCH-8: mode %s returns each range that may have a hit once, the newest first, whatever the limit",
  async (mode) => {
    await write(1_400, mixed);
    await sealAll();
    await write(100, mixed);
    for (const text of ["needle", "seldom", "word", "word 13", "xyzzy"]) {
      const all = await rangesOf(text, { mode, limit: 500, isFirst: false });
      for (const place of await placesWith(text)) expect(covers(all, place), text).toBe(true);
      const times = all.map((range) => toDate(range.newest_at).getTime());
      expect(times).toEqual(times.toSorted((one, other) => other - one));
      const paged = [];
      let from: RangePlace | undefined;
      do {
        const page = await rangesOf(text, { mode, from, limit: 3, isFirst: false });
        paged.push(...page.slice(0, 3));
        from = page[3];
      } while (from !== undefined);
      expect(paged, text).toEqual(all);
    }
  },
);

test("SRCH-8: a full block is found by its n-grams as soon as an edit changes it, and one that lacks them by its signature", async () => {
  const { db } = api.platform;
  await write(1_400, mixed);
  await sealAll();
  const editable = { createdAt: api.clock.now() };
  await db.update(messages).set(editable).where(eq(messages.seq, 100));
  await api
    .as("ada")
    .messages.edit({ conversationId: direct, seq: 100, body: "zebra", expectedVersion: 1 });
  const found = async (text: string) =>
    (await rangesOf(text, { mode: "grams", limit: 500, isFirst: false })).map(
      ({ conversation_id: id, first }) => [id, first],
    );
  expect(await found("zebra")).toEqual([[direct, 65]]);
  const before = [await found("zebra"), await found("needle"), await found("word")];
  expect(before.map(({ length }) => length)).toEqual([1, 6, 44]);

  await db.update(searchBlocks).set({ grams: null, partTimes: null });
  const lacking = sql`${searchBlocks.grams} is null`;
  expect(await db.$count(searchBlocks, lacking)).toBe(44);
  expect([await found("zebra"), await found("needle"), await found("word")]).toEqual(before);
  expect(await sealAll(), "nothing is new").toBe(0);
  expect(await db.$count(searchBlocks, lacking), "only the blocks that are not full").toBe(2);
  expect([await found("zebra"), await found("needle"), await found("word")]).toEqual(before);
});

test("the first page of a frequent word reads parts of the newest blocks", async () => {
  await write(1_400, mixed);
  await sealAll();
  const parts = await rangesOf("word", { limit: 8, isFirst: true });
  expect(new Set(parts.map(({ mode }) => mode))).toEqual(new Set(["newest"]));
  expect(parts.map(({ first, last }) => last - first + 1)).toEqual(parts.map(() => PART_SIZE));
  const rare = await rangesOf("lonely", { limit: 8, isFirst: true });
  expect(rare.map(({ mode, first, last }) => [mode, first, last])).toEqual([
    ["all", 1, 64],
    ["all", 1, 64],
  ]);
});

test("SRCH-8: in a large history, rare words, frequent ones and missing ones are found, the newest first", async () => {
  await write(20_000, `'word ' || case when n % 4999 = 0 then 'needle' else 'n' || n % 9 end`);
  await sealAll();
  expect((await rangesOf("needle", { limit: 100, isFirst: true })).map(({ mode }) => mode)).toEqual(
    Array.from({ length: 8 }, () => "grams"),
  );
  const { db } = api.platform;
  const expected = async (text: string) => {
    const { rows } = await db.execute<{ place: string }>(sql`
      select conversation_id || ' ' || seq as place from ${messages} where search_text like ${`%${text}%`}
      order by created_at desc, conversation_id desc, seq desc limit 60`);
    return rows.map(({ place }) => place);
  };
  for (const text of ["needle", "word", "n7", "xyzzy"]) {
    const found: string[] = [];
    let cursor;
    do {
      const page = await api.as("ben").messages.search({ text, limit: 20, cursor });
      found.push(
        ...page.hits.map(({ message }) => `${message.conversationId} ${message.seq.toString()}`),
      );
      cursor = page.nextCursor;
    } while (cursor !== null && found.length < 60);
    expect(found, text).toEqual(await expected(text));
  }
});

test("SRCH-8: of many conversations, each page has the newest hits, wherever and however often a word occurs", async () => {
  const { db } = api.platform;
  // 70 conversations of 5 to 143 messages; the first ones are the most recent.
  await db.execute(sql`
    insert into ${users} (id, email, name, role)
    select 'p' || lpad(n::text, 2, '0'), 'p' || n || '@example.org', 'Person ' || n, 'MENTEE' from generate_series(1, 70) n`);
  await db.execute(sql`
    insert into ${conversations} (id, kind, low_user, high_user, last_seq, last_message_at)
    select ('01900000-0000-7000-9001-' || lpad(n::text, 12, '0'))::uuid, 'direct', 'ben', 'p' || lpad(n::text, 2, '0'), 3 + n * 2, '2026-03-02'::timestamptz - n * interval '1 minute'
    from generate_series(1, 70) n`);
  await db.execute(sql`
    insert into ${participants} (conversation_id, user_id, opened_at)
    select id, 'ben', now() from ${conversations} where high_user like 'p%'`);
  await db.execute(sql`
    insert into ${messages} (conversation_id, seq, id, sender_id, body, search_text, fold_version, created_at)
    select c.id, n, ('01900000-0000-7000-8001-' || substr(md5(c.high_user || n), 1, 12))::uuid, c.high_user, t.text, t.text, ${FOLD_VERSION},
      c.last_message_at - (c.last_seq - n) * interval '50 seconds' - n % 3 * interval '20 seconds'
    from ${conversations} c cross join generate_series(1, c.last_seq) n
    cross join lateral (select 'common' || case when n % 4 > 0 then ' often' else '' end
      || case when n % 9 = 0 then ' some' else '' end
      || case when c.high_user in ('p60', 'p64') then ' remote' else '' end
      || case when c.high_user = 'p02' and n = 3 then ' once' else '' end as text) t
    where c.high_user like 'p%'`);
  const check = async () => {
    for (const text of ["common", "often", "some", "remote", "once", "often some", "never"]) {
      const words = text.split(" ").map((word) => `%${word}%`);
      const { rows } = await db.execute<{ place: string }>(sql`
        select conversation_id || ' ' || seq as place from ${messages} where search_text like all (${sql.param(words)}::text[])
        order by created_at desc, conversation_id desc, seq desc limit 90`);
      const found: string[] = [];
      let cursor;
      do {
        const page = await api.as("ben").messages.search({ text, limit: 15, cursor });
        found.push(
          ...page.hits.map(({ message }) => `${message.conversationId} ${message.seq.toString()}`),
        );
        cursor = page.nextCursor;
      } while (cursor !== null && found.length < 90);
      expect(found, text).toEqual(rows.map(({ place }) => place));
    }
  };
  await check();
  expect(await sealAll()).toBeGreaterThan(4_000);
  await check();
  // As if some of the most recent conversations were not indexed yet, and some only in part.
  const some = sql`select id from ${conversations} where high_user between 'p10' and 'p30'`;
  await db.execute(sql`delete from ${searchBlocks} where conversation_id in (${some})`);
  await db.execute(sql`update ${conversations} set sealed_seq = 0 where id in (${some})`);
  await check();
});

test("SRCH-12: filtered hits are the same in blocks and outside of them, and blocks that cannot have any are not read", async () => {
  const { db } = api.platform;
  const link = "case when n in (5, 701, 1399) then ' http://example.org' else '' end";
  await write(1_400, `'word ' || n || ${link}`);
  await db
    .update(messages)
    .set({ senderId: "cleo" })
    .where(sql`${messages.conversationId} = ${group} and ${messages.seq} % 5 = 0`);
  const at = (minutes: number) =>
    new Date(Date.parse("2026-03-01T10:00:00Z") + minutes * 60_000).toISOString();
  const filters = [
    { senderId: "cleo" },
    { text: "word", senderId: "cleo", after: at(3) },
    { text: "70", before: at(5), after: at(2) },
    { before: at(1) },
    { hasLink: true },
    { hasLink: true, senderId: "cleo" },
    { text: "word", hasLink: true, before: at(7) },
  ];
  const check = async () => {
    for (const { text = "", senderId, after, before, hasLink = false } of filters) {
      const { rows } = await db.execute<{ place: string }>(sql`
        select conversation_id || ' ' || seq as place from ${messages}
        where search_text like ${`%${text}%`} and (${senderId ?? null}::text is null or sender_id = ${senderId ?? null})
          and created_at >= ${after ?? "-infinity"}::timestamptz and created_at < ${before ?? "infinity"}::timestamptz
          and (not ${hasLink} or body like '%http://%')
        order by created_at desc, conversation_id desc, seq desc`);
      const found: string[] = [];
      let cursor;
      do {
        const input = { ...(text !== "" && { text }), senderId, after, before, hasLink };
        const page = await api.as("ben").messages.search({ ...input, limit: 100, cursor });
        found.push(
          ...page.hits.map(({ message }) => `${message.conversationId} ${message.seq.toString()}`),
        );
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(rows.length).toBeGreaterThan(0);
      expect(found).toEqual(rows.map(({ place }) => place));
    }
  };
  await check();
  await sealAll();
  await check();

  const spans = async (filter: Partial<SearchScope>) =>
    (await rangesOf("word", { mode: "all", limit: 500, isFirst: false }, filter)).map(
      ({ conversation_id: id, first }) => [id, first],
    );
  const all = await spans({});
  expect(await spans({ senderId: "ada" })).toEqual(all);
  expect(await spans({ senderId: "nobody" })).toEqual([]);
  // Cleo is in the group only.
  const inGroup = all.filter(([id]) => id === group);
  expect(await spans({ senderId: "cleo" })).toEqual(inGroup);
  const withLink = [1, 641, 1345].flatMap((first) => [group, direct].map((id) => [id, first]));
  const found = await spans({ hasLink: true });
  for (const span of withLink) expect(found).toContainEqual(span);
  expect(found.length).toBeLessThan(all.length / 2);
  const late = await spans({ since: at(7) });
  expect(late.length).toBeGreaterThan(0);
  expect(late.length).toBeLessThan(all.length / 5);
});
