import { streamEvents, streams } from "@parley/db/schema";
import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { makePartition } from "./partitions.ts";
import { defaultRetention, retainStreams } from "./retain.ts";

const DAY = 24 * 60 * 60_000;

const api = useTestApi();
let conversationId: string;

beforeEach(async () => {
  // As on the day of the migration: only the weeks that it created.
  for (const { name } of await parts())
    await api.platform.db.execute(sql.raw(`drop table parley.${name}`));
  await api.addPeople({ ada: "MENTOR", ben: "MENTEE" });
  await api.addGroup({ id: "north", mentor: "ada", mentees: ["ben"] });
  conversationId = (await api.as("ben").conversations.open({ userId: "ada" })).id;
  for (let at = 1; at <= 10; at += 1) {
    await api.as("ben").messages.send({ conversationId, id: newId(), body: `message ${at}` });
  }
});

interface PartRow extends Record<string, unknown> {
  name: string;
  bounds: string;
}

/** The weeks with a partition, and their bounds as PostgreSQL reports them. */
async function parts(): Promise<PartRow[]> {
  const { rows } = await api.platform.db.execute<PartRow>(sql`
    select c.relname::text as name, pg_get_expr(c.relpartbound, c.oid) as bounds
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'parley.stream_events'::regclass and c.relname <> 'stream_events_default' order by 1`);
  return rows;
}

const beginOf = (name: string) =>
  Date.parse(name.replace(/^stream_events_(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3T00:00:00Z"));

async function makeWeek(): Promise<{ name: string; begin: number }> {
  expect(await makePartition(api.platform)).toBe(true);
  const name = (await parts()).at(-1)?.name ?? "";
  return { name, begin: beginOf(name) };
}

/** Events by the partition that contains them. */
async function placesOf(userId: string): Promise<Record<string, number[]>> {
  const { rows } = await api.platform.db.execute<{ part: string; seqs: number[] }>(sql`
    select (select relname from pg_class where oid = e.tableoid)::text as part, array_agg(seq::int order by seq) as seqs
    from ${streamEvents} e where user_id = ${userId} group by 1`);
  return Object.fromEntries(rows.map(({ part, seqs }) => [part, seqs]));
}

/** Sets the time of a user's first events. */
const date = (userId: string, upto: number, at: number) =>
  api.platform.db
    .update(streamEvents)
    .set({ createdAt: new Date(at) })
    .where(sql`${streamEvents.userId} = ${userId} and ${streamEvents.seq} <= ${upto}`);

/** The clock of the product: the database has its own, and only the age of events depends on this one. */
const moveTo = (time: number) => api.clock.advance(time - api.clock.now().getTime());

test("EVT-22: each week of the log gets its partition before it begins, once, however many processes do it", async () => {
  const first = await makeWeek();
  const { rows } = await api.platform.db.execute<{ now: number }>(
    sql`select extract(epoch from now())::float8 * 1000 as now`,
  );
  const now = rows[0]?.now ?? 0;
  expect(new Date(first.begin).getUTCDay(), "a Monday").toBe(1);
  expect(first.begin).toBeGreaterThan(now);
  expect(first.begin).toBeLessThanOrEqual(now + 7 * DAY);
  expect((await parts())[0]?.bounds).toContain("FROM");
  expect(await Promise.all([makePartition(api.platform), makePartition(api.platform)])).toEqual([
    false,
    false,
  ]);
  expect(await parts()).toHaveLength(1);
});

test("EVT-22: a week without a partition loses nothing, and the next still gets its own", async () => {
  expect(await parts()).toEqual([]);
  expect(await placesOf("ada")).toEqual({ stream_events_default: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
  const week = await makeWeek();
  await api.as("ben").messages.send({ conversationId, id: newId(), body: "message 11" });
  expect((await placesOf("ada"))["stream_events_default"]).toHaveLength(11);
  // What is written within the week is in its partition, and one reader sees both as one log.
  await api.platform.db
    .update(streamEvents)
    .set({ createdAt: new Date(week.begin + DAY) })
    .where(sql`${streamEvents.userId} = 'ada' and ${streamEvents.seq} > 8`);
  expect(await placesOf("ada")).toEqual({
    stream_events_default: [1, 2, 3, 4, 5, 6, 7, 8],
    [week.name]: [9, 10, 11],
  });
  await using ada = await api.follow("ada", 6);
  for (const seq of [7, 8, 9, 10, 11]) {
    expect(await ada.next()).toMatchObject({ seq, event: { type: "message.created" } });
  }
});

test("EVT-14, EVT-22: a week is dropped as a whole when its newest event is old enough, and no cursor stays in it", async () => {
  const week = await makeWeek();
  for (const userId of ["ada", "ben"]) await date(userId, 99, week.begin + 8 * DAY);
  await date("ada", 7, week.begin + DAY);
  moveTo(week.begin + 7 * DAY + defaultRetention.maxAge - 1);
  expect(await retainStreams(api.platform), "not before").toBe(0);
  expect((await placesOf("ada"))[week.name]).toHaveLength(7);
  api.clock.advance(1);
  expect(await retainStreams(api.platform)).toBe(1);
  expect(await parts()).toEqual([]);
  expect(await placesOf("ada")).toEqual({ stream_events_default: [8, 9, 10] });
  const [row] = await api.platform.db.select().from(streams).where(eq(streams.userId, "ada"));
  expect(row).toMatchObject({ head: 10, floor: 7 });
  const [other] = await api.platform.db.select().from(streams).where(eq(streams.userId, "ben"));
  expect(other?.floor, "who has nothing in it keeps everything").toBe(0);
  await using late = await api.follow("ada", 5);
  expect(await late.next()).toEqual({ seq: 10, event: { type: "resync" } });
  await using inTime = await api.follow("ada", 7);
  expect(await inTime.next()).toMatchObject({ seq: 8, event: { type: "message.created" } });
});
