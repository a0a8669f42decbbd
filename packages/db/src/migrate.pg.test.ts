import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, startChild } from "@parley/embedded-postgres/testing/child";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDatabase } from "./database.ts";
import { writeMigrations } from "./fixtures/migrations.ts";
import { migrate } from "./migrate.ts";
import { createTestDatabase, type PostgresTestDatabase } from "./testing.ts";
import { describePostgres } from "./testing/describe-postgres.ts";

const suite = await describePostgres();
const runMigrate = new URL("./fixtures/run-migrate.ts", import.meta.url);

suite("migrate on PostgreSQL", () => {
  let database: PostgresTestDatabase;
  let folder: string;
  const children: Child[] = [];

  beforeEach(async () => {
    database = await createTestDatabase({ engine: "postgres" });
    folder = await mkdtemp(join(tmpdir(), "parley-migrations-"));
    await query("drop schema parley cascade");
  });

  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.kill("SIGKILL")));
    await database.close();
    await rm(folder, { recursive: true });
  });

  const query = async (text: string) => (await database.db.$client.query(text)).rows;

  function startMigrator(): Child {
    const child = startChild(runMigrate, [database.url, folder]);
    children.push(child);
    return child;
  }

  /** Two files; the statement between their tables waits for as long as this test holds lock 7. */
  const writeGatedMigrations = () =>
    writeMigrations(folder, [
      { tag: "0000_first", when: 1_000, statements: [`create table "parley".a (n int)`] },
      {
        tag: "0001_gated",
        when: 2_000,
        statements: [
          `create table "parley".b (n int)`,
          "select pg_advisory_xact_lock(7)",
          `create table "parley".c (n int)`,
        ],
      },
    ]);

  /** Sessions of this database that wait for an advisory lock, the longest wait first. */
  const waiters = (): Promise<{ pid: number; query: string }[]> =>
    query(
      `select pid, query from pg_stat_activity join pg_locks using (pid)
        where locktype = 'advisory' and not granted and datname = current_database()
        order by query_start`,
    );

  /** Waits until that many sessions wait for a lock. */
  const untilWaiting = (count: number) =>
    vi.waitFor(async () => {
      const found = await waiters();
      expect(found).toHaveLength(count);
      return found;
    });

  const tables = async () =>
    (
      await query(
        "select tablename as name from pg_tables where schemaname = 'parley' and tablename <> 'parley_migrations' order by 1",
      )
    ).map(({ name }) => name);

  test("several processes that migrate at once all succeed, and each file is applied once", async () => {
    await writeGatedMigrations();
    const migrators = Array.from({ length: 4 }, startMigrator);
    const results = await Promise.all(migrators.map((migrator) => migrator.line()));
    expect(results).toEqual(["migrated", "migrated", "migrated", "migrated"]);
    expect(await query("select count(*)::int as n from parley.parley_migrations")).toEqual([
      { n: 2 },
    ]);
    expect(await tables()).toEqual(["a", "b", "c"]);
  });

  test("a migrator killed in the middle leaves nothing, and the next one completes", async () => {
    await writeGatedMigrations();
    const gate = await database.db.$client.connect();
    await gate.query("select pg_advisory_lock(7)");
    const victim = startMigrator();
    const [middle] = await untilWaiting(1);
    // It is paused between two statements of the second file, with the first file applied.
    expect(middle?.query).toContain("pg_advisory_xact_lock(7)");
    const next = startMigrator();
    await untilWaiting(2);
    await victim.kill("SIGKILL");
    // PostgreSQL notices a lost client only when it writes to it, so we end its session.
    await query(`select pg_terminate_backend(${middle?.pid})`);
    await vi.waitFor(async () => expect((await waiters())[0]?.pid).not.toBe(middle?.pid));
    expect(await tables()).toEqual([]);
    await gate.query("select pg_advisory_unlock(7)");
    gate.release();
    expect(await next.line()).toBe("migrated");
    expect(await tables()).toEqual(["a", "b", "c"]);
  });

  test("a statement timeout of the pool ends neither a migration nor the wait for one", async () => {
    await writeGatedMigrations();
    const gate = await database.db.$client.connect();
    await gate.query("select pg_advisory_lock(7)");
    const pool = new pg.Pool({ connectionString: database.url, statement_timeout: 100 });
    // The database is dropped while the last sessions end.
    pool.on("error", () => undefined);
    const migrating = Promise.all([
      migrate(createDatabase(pool), folder),
      migrate(createDatabase(pool), folder),
    ]);
    await untilWaiting(2);
    const youngest =
      "select min(now() - query_start) > '100ms' as late from pg_stat_activity where wait_event = 'advisory' and datname = current_database()";
    await vi.waitFor(async () => expect(await query(youngest)).toEqual([{ late: true }]));
    expect(await waiters()).toHaveLength(2);
    await gate.query("select pg_advisory_unlock(7)");
    gate.release();
    await migrating;
    await pool.end();
    expect(await tables()).toEqual(["a", "b", "c"]);
  });
});
