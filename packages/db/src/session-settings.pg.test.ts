import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "./connect.ts";
import { createDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { openNotifications } from "./notifications.ts";
import { withSession } from "./session.ts";
import { sessionConfig } from "./session-settings.ts";
import { createTestDatabase, type PostgresTestDatabase } from "./testing.ts";
import { describePostgres } from "./testing/describe-postgres.ts";
import { administer } from "./testing/administer.ts";
import { makeHostile } from "./testing/hostile-settings.ts";

/** For a session of a test that has none of Parley's settings. */
const patient =
  "-c statement_timeout=0 -c lock_timeout=0 -c idle_session_timeout=0 -c idle_in_transaction_session_timeout=0";

const suite = await describePostgres();

suite("a database whose settings are not what Parley needs", () => {
  let database: PostgresTestDatabase;
  let hostile: ReadonlySet<string>;

  beforeAll(async () => {
    database = await createTestDatabase({ engine: "postgres" });
    hostile = new Set((await makeHostile(database.url)).map((name) => name.toLowerCase()));
  });

  afterAll(() => database.close());

  const open = () => connect({ engine: "postgres", url: database.url });

  interface Setting {
    readonly name: string;
    readonly setting: string;
  }
  const ask = "select lower(name) as name, replace(setting, ', ', ',') as setting from pg_settings";

  /** Parley's settings, read from its startup message. */
  const wanted = Object.fromEntries(
    (sessionConfig("").options ?? "")
      .split(/(?:^| )-c /)
      .slice(1)
      .map((part) => part.replaceAll("\\", "").split("=")),
  );
  const held = (rows: readonly Setting[]) =>
    Object.fromEntries(
      rows.filter(({ name }) => name in wanted).map(({ name, setting }) => [name, setting]),
    );

  test("DB-1: sessions of the pool, and of separate programs, have every setting", async () => {
    const { db, close } = await open();
    expect(held((await db.$client.query<Setting>(ask)).rows)).toEqual(wanted);
    const own = await withSession(
      db,
      async ({ client }) => (await client.query<Setting>(ask)).rows,
    );
    expect(held(own)).toEqual({
      ...wanted,
      statement_timeout: "0",
      idle_in_transaction_session_timeout: "0",
    });
    await close();
    const friendly = Object.keys(wanted).filter((name) => !hostile.has(name));
    expect(friendly, "the test would not notice these").toEqual(["default_table_access_method"]);
  });

  test("DB-1: times are read correctly, whatever the order of day and month", async () => {
    const { db, close } = await open();
    const { rows } = await db.execute(sql`
      select '2026-05-03T10:00:00.000Z'::timestamptz(3) as at, interval '90 minutes' as took,
        '\\x0a'::bytea as bytes, 0.1::float8 + 0.2::float8 as sum, null::int = null as nothing`);
    expect(rows).toEqual([
      {
        at: "2026-05-03 10:00:00+00",
        took: "01:30:00",
        bytes: Buffer.from("\n"),
        sum: 0.1 + 0.2,
        nothing: null,
      },
    ]);
    await close();
  });

  test("DB-1: the connection of the bus stays open and receives", async () => {
    const heard = new Set<string>();
    const next: (() => void)[] = [];
    const faults: unknown[] = [];
    const bus = await openNotifications({
      url: database.url,
      channel: "hostile",
      onMessage: (payload) => {
        heard.add(payload);
        next.shift()?.();
      },
      onReopen: () => undefined,
      onFault: (fault) => faults.push(fault),
    });
    for (let at = 0; at < 20; at += 1) {
      const { promise, resolve } = Promise.withResolvers<void>();
      next.push(resolve);
      await bus.send([`${at}`]);
      await promise;
      // Opening a connection takes longer than the millisecond that the database allows a session to be idle.
      await administer(database.url, "select 1", patient);
    }
    await bus.close();
    expect(faults).toEqual([]);
    expect(heard.size).toBe(20);
  });

  test("DB-1: migrations create their tables in the schema, whatever the search path", async () => {
    const { db, direct, close } = await open();
    await db.$client.query("drop schema parley cascade");
    await migrate(direct);
    const { rows } = await db.$client.query(
      "select schemaname from pg_tables where tablename in ('users', 'messages', 'stream_events') order by 1",
    );
    expect(rows.map(({ schemaname }) => schemaname)).toEqual([
      "hostile",
      "hostile",
      "parley",
      "parley",
      "parley",
    ]);
    await close();
  });

  test("DB-2: a transaction names its isolation level", async () => {
    // A pool without the settings, as through a pooler that lost them.
    const bare = new pg.Pool({ connectionString: database.url, options: patient });
    const level = sql`select current_setting('transaction_isolation') as level`;
    const levels = async (db: ReturnType<typeof createDatabase>) => [
      (await db.execute(level)).rows[0]?.["level"],
      (await db.transaction((tx) => tx.execute(level))).rows[0]?.["level"],
    ];
    expect(await levels(createDatabase(bare))).toEqual(["serializable", "read committed"]);
    await bare.end();
    const { db, close } = await open();
    expect(await levels(db)).toEqual(["read committed", "read committed"]);
    const [own] = await withSession(db, async (session) => [
      await session.db.transaction((tx) => tx.execute(level)),
    ]);
    expect(own?.rows).toEqual([{ level: "read committed" }]);
    await close();
  });

  test("DB-3: an acknowledged commit is on the disk, whatever the database configures", async () => {
    const { db, close } = await open();
    const { rows } = await db.$client.query(
      "select current_setting('synchronous_commit') as commit",
    );
    expect(rows).toEqual([{ commit: "on" }]);
    await close();
  });

  test.each([
    ["default_transaction_read_only", "on", "it does not accept writes"],
    ["session_replication_role", "replica", "set session_replication_role = 'origin';"],
  ])(
    "DB-4: %s is the operator's: the start is refused with instructions",
    async (name, value, detail) => {
      const other = await createTestDatabase({ engine: "postgres" });
      const { pathname } = new URL(other.url);
      await administer(other.url, `alter database ${pathname.slice(1)} set ${name} = ${value}`);
      await expect(connect({ engine: "postgres", url: other.url })).rejects.toMatchObject({
        problem: { kind: "unfit", detail: expect.stringContaining(detail) },
      });
      await other.close();
    },
  );
});
