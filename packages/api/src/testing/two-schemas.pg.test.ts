import { createDatabase } from "@parley/db/database";
import { migrate } from "@parley/db/migrate";
import { createTestDatabase, type PostgresTestDatabase } from "@parley/db/testing";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appRouter } from "../app-router.ts";
import { openPostgresTransport } from "../bus/postgres-transport.ts";
import type { Platform } from "../domain/context.ts";
import { makePartition } from "../domain/stream/partitions.ts";
import { createPlatform } from "../platform.ts";
import { createCallerFactory } from "../trpc.ts";
import { follow, nextOf, unwrapTracked } from "./follow.ts";
import { newId } from "./index.ts";
import { addPeople } from "./people.ts";

const describe = await describePostgres();
const createCaller = createCallerFactory(appRouter);

describe("two Parleys in one database and one process", () => {
  let database: PostgresTestDatabase;
  const faults: unknown[] = [];
  const closers: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    database = await createTestDatabase({ engine: "postgres" });
  });

  afterAll(async () => {
    for (const close of closers.toReversed()) await close();
    await database.close();
  });

  /** A server on a schema. All of them use the connections of one pool. */
  async function open(schema: string): Promise<Platform> {
    const db = createDatabase(database.db.$client, { schema });
    await migrate(db);
    const transport = await openPostgresTransport({ url: database.url, schema });
    const onFault = (fault: unknown) => void faults.push(fault);
    const platform = createPlatform({ db, transport, onFault });
    closers.push(
      () => platform.bus.close(),
      () => platform.presence.close(),
    );
    return platform;
  }

  function callAs(platform: Platform, userId: string, signal?: AbortSignal) {
    const issuedAt = platform.clock.now();
    const expiresAt = new Date(issuedAt.getTime() + 3_600_000);
    const session = { kind: "user", userId, issuedAt, expiresAt } as const;
    const onFault = ({ cause }: { cause: unknown }) => void faults.push(cause);
    return createCaller(
      { ...platform, requestId: "test", session, onFault },
      signal === undefined ? {} : { signal },
    );
  }

  test("DBS-2: the same users, message ids and streams in two schemas have nothing in common", async () => {
    const [first, second, peer] = [
      await open("parley"),
      await open("second"),
      await open("second"),
    ];
    for (const { db } of [first, second]) await addPeople(db, { ada: "MENTOR", ben: "MENTEE" });
    const id = newId();
    const followBen = async (platform: Platform) => {
      const aborter = new AbortController();
      const caller = callAs(platform, "ben", aborter.signal);
      const { cursor } = await caller.users.me();
      const events = await caller.events.stream({ lastEventId: cursor });
      return follow(events, { stop: () => aborter.abort(), read: unwrapTracked });
    };
    await using inFirst = await followBen(first);
    await using inSecond = await followBen(second);
    await using atPeer = await followBen(peer);
    for (const [platform, body] of [
      [first, "in the first"],
      [second, "in the second"],
    ] as const) {
      const ada = callAs(platform, "ada");
      const { id: conversationId } = await ada.conversations.open({ userId: "ben" });
      await ada.messages.send({ conversationId, id, body });
    }
    const bodyFor = async (follower: typeof inFirst) =>
      (await nextOf(follower, "message.created")).message.body;
    expect(await bodyFor(inFirst)).toBe("in the first");
    expect(await bodyFor(inSecond)).toBe("in the second");
    // Another server on the second schema is notified.
    expect(await bodyFor(atPeer)).toBe("in the second");
    await callAs(second, "ada").contacts.block({ userId: "ben" });
    expect(await callAs(first, "ada").contacts.blocked()).toMatchObject({ blocked: [] });
    expect(faults).toEqual([]);
  });

  test("DBS-2: a change in one schema does not wait for the locks of another, nor for its migration", async () => {
    const [first, second] = [await open("parley"), await open("third")];
    await addPeople(second.db, { cleo: "MENTOR", dan: "MENTEE" });
    const holder = await first.db.$client.connect();
    try {
      await holder.query("begin isolation level read committed");
      for (const name of ["relations", "names", "partitions", "seal", "migrations"]) {
        await holder.query(`select pg_advisory_xact_lock(hashtext('"parley".${name}'))`);
        await holder.query(`select pg_advisory_xact_lock(hashtextextended('"parley".${name}', 0))`);
      }
      await migrate(second.db);
      await callAs(second, "cleo").contacts.block({ userId: "dan" });
      await second.db.execute(sql`delete from ${sql.raw('"parley".upgrades')}`);
      expect(await makePartition(second)).toBe(false);
    } finally {
      await holder.query("rollback");
      holder.release();
    }
  });

  test("DBS-2: each schema has its own partitions of the log", async () => {
    const second = await open("fourth");
    const weeks = async (schema: string) =>
      (
        await database.db.$client.query<{ name: string }>(
          `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = $1 and c.relname ~ '^stream_events_[0-9]{8}$' and c.relkind = 'r' order by 1`,
          [schema],
        )
      ).rows.map(({ name }) => name);
    const before = await weeks("parley");
    const last = (await weeks("fourth")).at(-1) ?? "";
    for (const name of await weeks("fourth"))
      await second.db.execute(sql.raw(`drop table "parley".${name}`));
    expect(await weeks("fourth")).toEqual([]);
    expect(await weeks("parley")).toEqual(before);
    expect(await makePartition(second)).toBe(true);
    const made = await weeks("fourth");
    expect(made).toHaveLength(1);
    expect(made[0]).toMatch(/^stream_events_\d{8}$/);
    expect(last).toBe(before.at(-1));
    expect(await weeks("parley")).toEqual(before);
  });
});
