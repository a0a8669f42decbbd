import { afterEach, beforeAll, afterAll, expect, test, vi } from "vitest";
import { connect, type Connection, type ConnectOptions } from "../connect.ts";
import { migrate } from "../migrate.ts";
import { createTestDatabase, type PostgresTestDatabase } from "../testing.ts";
import { describePostgres } from "../testing/describe-postgres.ts";

const suite = await describePostgres();

suite("a PostgreSQL by its address", () => {
  let database: PostgresTestDatabase;
  const open: Connection[] = [];

  beforeAll(async () => {
    database = await createTestDatabase({ engine: "postgres" });
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((connection) => connection.close()));
  });

  afterAll(() => database.close());

  async function start(change: (url: URL) => void = () => undefined, options: ConnectOptions = {}) {
    const url = new URL(database.url);
    change(url);
    const connection = await connect({ engine: "postgres", url: url.href }, options);
    open.push(connection);
    return connection;
  }

  test("is used as it is, and described without its password", async () => {
    const { engine, description, warnings, db } = await start();
    const { host, pathname, password } = new URL(database.url);
    expect({ engine, warnings }).toEqual({ engine: "postgres", warnings: [] });
    expect(description).toContain(`at ${host}, database ${pathname.slice(1)}`);
    expect(description).not.toContain(password);
    await migrate(db);
  });

  test("a wrong password is refused, with the user's name", async () => {
    const { username } = new URL(database.url);
    const wrong = start((url) => {
      url.password = "wrong";
    });
    await expect(wrong).rejects.toMatchObject({
      problem: { kind: "sign_in_refused", user: username },
    });
  });

  test("a database that does not exist is named", async () => {
    const absent = start((url) => {
      url.pathname = "/no_such_database";
    });
    await expect(absent).rejects.toMatchObject({
      problem: { kind: "no_such_database", database: "no_such_database" },
    });
  });

  test("DBP-6: a database that does not accept writes is refused", async () => {
    const replica = start((url) =>
      url.searchParams.set("options", "-c default_transaction_read_only=on"),
    );
    await expect(replica).rejects.toMatchObject({
      problem: { kind: "unfit", detail: "it does not accept writes" },
    });
  });

  test("sessions have a name, limits, and a planner that uses the indexes", async () => {
    const { db } = await start();
    const { rows } = await db.$client.query(
      "select name, setting from pg_settings where name = any($1) order by name",
      [
        [
          "application_name",
          "enable_seqscan",
          "idle_in_transaction_session_timeout",
          "statement_timeout",
        ],
      ],
    );
    expect(rows.map(({ setting }) => setting)).toEqual(["parley", "off", "60000", "30000"]);
  });

  test("settings in an address are used together with ours", async () => {
    const { db } = await start((url) => url.searchParams.set("options", "-c work_mem=8MB"));
    const { rows } = await db.$client.query(
      "select current_setting('work_mem') as own, current_setting('enable_seqscan') as ours",
    );
    expect(rows).toEqual([{ own: "8MB", ours: "off" }]);
  });

  test("idle connections that the server ends are reported and replaced", async () => {
    const onFault = vi.fn<(fault: Error) => void>();
    const { db } = await start(undefined, { onFault });
    const [own] = (await db.$client.query("select pg_backend_pid() as pid")).rows;
    await database.db.$client.query("select pg_terminate_backend($1)", [own.pid]);
    await vi.waitFor(() => expect(onFault).toHaveBeenCalled());
    expect((await db.$client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  test("DB-6: a connection that the server ends within a transaction fails that one, and not the process", async () => {
    const { db } = await start();
    const uncaught = vi.fn<(fault: Error) => void>();
    process.prependListener("uncaughtExceptionMonitor", uncaught);
    try {
      const broken = db.transaction(async (tx) => {
        const [own] = (await tx.execute<{ pid: number }>("select pg_backend_pid() as pid")).rows;
        await database.db.$client.query("select pg_terminate_backend($1)", [own?.pid]);
        await vi.waitFor(() => expect(tx.execute("select 1")).rejects.toThrow(/./));
        await tx.execute("select 1");
      });
      await expect(broken).rejects.toThrow(/./);
      expect((await db.$client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
      expect(uncaught).not.toHaveBeenCalled();
    } finally {
      process.removeListener("uncaughtExceptionMonitor", uncaught);
    }
  });

  test("closing does not wait forever for a client that was not released", async () => {
    const connection = await start();
    const kept = await connection.db.$client.connect();
    kept.on("error", () => undefined);
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    try {
      const closing = connection.close();
      await vi.advanceTimersByTimeAsync(5_000);
      await closing;
    } finally {
      vi.useRealTimers();
      kept.release();
    }
  });
});
