import { sql } from "drizzle-orm";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { connect, type Connection, type DatabaseTarget } from "../connect.ts";
import { DatabaseUnavailableError } from "../database-unavailable.ts";
import { migrate } from "../migrate.ts";
import { computed, fragment, preparedStatement, type ValueOfInput } from "../statement.ts";
import { createTestDatabase, type PostgresTestDatabase } from "../testing.ts";
import { describePostgres } from "../testing/describe-postgres.ts";
import { administer } from "../testing/administer.ts";
import {
  keepsStatementsHere,
  type PgBouncer,
  startPgBouncer,
  withPgBouncer,
} from "../testing/pgbouncer.ts";

const suite = withPgBouncer(await describePostgres());

suite("a PostgreSQL through PgBouncer in transaction mode", () => {
  let database: PostgresTestDatabase;
  const poolers: PgBouncer[] = [];
  const open: Connection[] = [];

  beforeAll(async () => {
    database = await createTestDatabase({ engine: "postgres" });
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((connection) => connection.close()));
    await Promise.all(poolers.splice(0).map((pooler) => pooler[Symbol.asyncDispose]()));
  });

  afterAll(() => database.close());

  async function startPooler(settings?: readonly string[]): Promise<string> {
    const started = await startPgBouncer(database.url, settings);
    poolers.push(started);
    return started.url;
  }

  async function start(target: Omit<Extract<DatabaseTarget, { engine: "postgres" }>, "engine">) {
    const connection = await connect({ engine: "postgres", ...target });
    open.push(connection);
    return connection;
  }

  /** Why a connection was refused, in one line for an operator. */
  async function refusal(...target: Parameters<typeof start>): Promise<string> {
    const fault: unknown = await start(...target).catch((error: unknown) => error);
    if (!(fault instanceof DatabaseUnavailableError)) throw new Error("it was not refused");
    expect(fault.message).not.toMatch(/\n/);
    expect(fault.message).not.toContain(new URL(database.url).password);
    return fault.message;
  }

  /** The commands with which an operator answers the refusal. */
  async function prepareSessions() {
    const url = await startPooler();
    const message = await refusal({ url, directUrl: database.url });
    const commands = message.slice(message.indexOf("alter role"), -1);
    for (const name of ["enable_seqscan", "jit", "statement_timeout"])
      expect(commands).toContain(` set ${name} = '`);
    // Settings that a session already has are not requested.
    expect(commands).not.toContain("datestyle");
    await administer(database.url, commands);
  }

  test("DBP-1: a pooler without DATABASE_DIRECT_URL is refused with the missing variable", async () => {
    expect(await refusal({ url: await startPooler() })).toContain("DATABASE_DIRECT_URL");
    // A pooler that is configured to ignore startup parameters.
    const silent = await startPooler(["ignore_startup_parameters = options"]);
    expect(await refusal({ url: silent })).toContain("DATABASE_DIRECT_URL");
  });

  test("DBP-1: a DATABASE_DIRECT_URL that is a pooler, or another database, is refused", async () => {
    const url = await startPooler();
    expect(await refusal({ url, directUrl: url })).toContain("it is a pooler");
    const elsewhere = await createTestDatabase({ engine: "postgres" });
    expect(await refusal({ url, directUrl: elsewhere.url })).toContain(
      "DATABASE_DIRECT_URL is another database",
    );
    await elsewhere.close();
  });

  test("DBP-2: sessions without our settings are refused with the SQL that sets them, and accepted after it ran", async () => {
    await prepareSessions();
    const { db, description } = await start({ url: await startPooler(), directUrl: database.url });
    expect(description).toMatch(/^PostgreSQL .+, by way of 127\.0\.0\.1:\d+$/);
    const { rows } = await db.$client.query("select current_setting('enable_seqscan') as scans");
    expect(rows).toEqual([{ scans: "off" }]);
  });

  const row = { pid: computed.int };
  const written = preparedStatement({
    name: "test.written",
    row,
    text: fragment`select pg_backend_pid() as pid`,
    values: (_input: undefined) => [],
  });
  const built = preparedStatement({
    name: "test.built",
    row,
    template: (_value: ValueOfInput<undefined>) => sql`select pg_backend_pid() as pid`,
    examples: [undefined],
  });

  test.each([
    { settings: ["max_prepared_statements = 0"], keeps: false },
    { settings: ["max_prepared_statements = 50"], keeps: true },
  ])(
    "DBP-3: named statements are used only if the pooler keeps them: $settings",
    async ({ settings, keeps }) => {
      const isNew = keepsStatementsHere();
      // PgBouncer before 1.21 does not support named statements, and does not know the setting.
      const url = await startPooler(isNew ? settings : []);
      const { db, warnings } = await start({ url, directUrl: database.url });
      expect(db.keepsStatements).toBe(isNew && keeps);
      expect(warnings.join(" ")).toMatch(db.keepsStatements ? /^$/ : /max_prepared_statements/);
      const sessions = new Set<number>();
      const holders: pg.PoolClient[] = [];
      for (let held = 0; held < 4; held += 1) {
        for (const { pid } of await written(db, undefined)) sessions.add(pid);
        // Each session is occupied for a while, so that the statement moves to another.
        const holder = await db.$client.connect();
        holders.push(holder);
        await holder.query("begin");
      }
      for (const holder of holders) holder.release(true);
      // Every client uses its statement in sessions in which others used theirs before.
      for (let round = 0; round < 3; round += 1) {
        await Promise.all(Array.from({ length: 16 }, () => built(db, undefined)));
      }
      expect(sessions.size, "the statement ran in several sessions").toBeGreaterThan(1);
    },
  );

  test("DBP-4: migrations hold their lock in one session of the server itself, several at once", async () => {
    const url = await startPooler();
    const connections = await Promise.all(
      [1, 2, 3].map(() => start({ url, directUrl: database.url })),
    );
    await administer(database.url, "drop schema parley cascade");
    await Promise.all(connections.map(({ direct }) => migrate(direct)));
    const { rows } = await database.db.$client.query(
      "select count(*) = count(distinct number) as once, count(*) > 0 as any from parley.parley_migrations",
    );
    expect(rows).toEqual([{ once: true, any: true }]);
  });
});
