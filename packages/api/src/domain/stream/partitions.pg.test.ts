import { messages, streamEvents, streams } from "@parley/db/schema";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { makePartition } from "./partitions.ts";
import { defaultRetention, retainStreams } from "./retain.ts";

const suite = await describePostgres();

suite("the weeks of the log on PostgreSQL", () => {
  const api = useTestApi({
    once: true,
    engine: "postgres",
    people: { ada: "MENTOR", ben: "MENTEE" },
    groups: [{ id: "north", mentor: "ada", mentees: ["ben"] }],
  });
  let conversationId: string;

  beforeAll(async () => {
    conversationId = (await api.as("ben").conversations.open({ userId: "ada" })).id;
  });

  const weeks = async () => {
    const { rows } = await api.platform.db.execute<{ name: string }>(sql`
      select relname::text as name from pg_inherits join pg_class on oid = inhrelid
      where inhparent = 'parley.stream_events'::regclass and relname ~ '[0-9]$' order by 1`);
    return rows.map(({ name }) => name);
  };
  const send = (body: string) => api.as("ben").messages.send({ conversationId, id: newId(), body });

  /** As after a year in which no partition was created. */
  async function dropWeeks() {
    for (const name of await weeks())
      await api.platform.db.execute(sql.raw(`drop table parley.${name}`));
  }

  test("EVT-22: a migration creates three weeks ahead, and then none is missing", async () => {
    expect(await weeks()).toHaveLength(3);
    expect(await makePartition(api.platform)).toBe(false);
  });

  test("EVT-22: while weeks are created and dropped, all sends continue and none is lost", async () => {
    await dropWeeks();
    let made = 0;
    let dropped = 0;
    let isChanging = true;
    const sending = Array.from({ length: 4 }, async (_, nth) => {
      let sent = 0;
      while (isChanging || sent < 5) {
        await send(`${nth} ${sent}`);
        sent += 1;
      }
      return sent;
    });
    const start = api.clock.now();
    for (let round = 0; round < 5; round += 1) {
      if (await makePartition(api.platform)) made += 1;
      // Two years later: the week is dropped, and with it everything sent until then.
      api.clock.advance(730 * 24 * 60 * 60_000);
      dropped += await retainStreams(api.platform, { ...defaultRetention, maxEvents: 1e6 });
      api.clock.advance(start.getTime() - api.clock.now().getTime());
    }
    isChanging = false;
    const sent = (await Promise.all(sending)).reduce((sum, count) => sum + count, 0);
    expect({ made, weeks: await weeks() }).toEqual({ made: 5, weeks: [] });
    expect(dropped).toBeGreaterThanOrEqual(made);
    const { rows } = await api.platform.db.execute<{ messages: number; head: number }>(sql`
      select (select count(*)::int from ${messages}) as messages, head::int from ${streams} where user_id = 'ada'`);
    expect(rows[0]?.messages).toBe(sent);
    await api.platform.db.delete(streamEvents);
  });

  test("EVT-22: a long reader delays the change, and the change delays no other", async () => {
    await dropWeeks();
    const reader = await api.platform.db.$client.connect();
    await reader.query("begin; select count(*) from parley.stream_events");
    expect(await makePartition(api.platform)).toBe(false);
    await reader.query("commit");
    reader.release();
    expect(await makePartition(api.platform)).toBe(true);
    await send("and on it goes");
  });
});
