import { connect, type Connection } from "@parley/db/connect";
import type { Deliver } from "@parley/api/platform";
import { notifications } from "@parley/db/schema";
import { createTestDatabase, type PostgresTestDatabase } from "@parley/db/testing";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { administer, withDatabase } from "@parley/db/testing/administer";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { shortLease } from "../testing/short-lease.ts";
import { addBen, addTest, openServer, type Server, testJobs } from "./jobs-contract.ts";

const suite = await describePostgres();

suite("the queue in PostgreSQL", () => {
  let home: PostgresTestDatabase;
  let database: Connection;
  let servers: Server[];

  beforeAll(async () => {
    home = await createTestDatabase({ engine: "postgres" });
  });
  afterAll(() => home.close());
  beforeEach(async () => {
    await home.reset();
    servers = [];
    database = await connect({ engine: "postgres", url: home.url });
    await addBen(database);
  });
  afterEach(async () => {
    for (const { jobs } of servers) await jobs.drain();
    await database.close();
  });

  const open = async (...[channels, settings]: Parameters<Parameters<typeof testJobs>[0]>) => {
    const server = await openServer(database, channels, settings);
    servers.push(server);
    return server;
  };

  testJobs(open);

  test("JOB-5: several servers share the work, and none of it is done twice", async () => {
    const deliver = vi.fn<Deliver>(async () => ({ outcome: "sent" }));
    const both = await Promise.all([open({ email: deliver }), open({ email: deliver })]);
    const ids = await Promise.all(
      Array.from({ length: 60 }, (_, at) => addTest(both[at % 2] ?? both[0])),
    );
    await vi.waitFor(() => expect(deliver).toHaveBeenCalledTimes(60));
    for (const { jobs } of both) await jobs.drain();
    expect(deliver.mock.calls.map(([content]) => content.notificationId).toSorted()).toEqual(
      ids.toSorted(),
    );
    const rows = await database.db.select({ state: notifications.state }).from(notifications);
    expect(rows.every(({ state }) => state === "sent")).toBe(true);
  });

  test("JOB-6: a job of a server that ended is run by another one once its lease has expired, with the same id", async () => {
    // It takes a job and never gets further, as a process that was killed.
    const began = Promise.withResolvers<string>();
    const dead = await connect({ engine: "postgres", url: home.url });
    const ended = Promise.withResolvers<never>();
    const killed = await openServer(
      dead,
      {
        email: ({ notificationId }) => {
          began.resolve(notificationId);
          return ended.promise;
        },
      },
      { queue: { ...shortLease, superviseSeconds: 60 } },
    );
    const id = await addTest(killed);
    await expect(began.promise).resolves.toBe(id);
    await dead.close();
    const deliver = vi.fn<Deliver>(async () => ({ outcome: "sent" }));
    await open({ email: deliver }, { queue: shortLease });
    await vi.waitFor(() => expect(deliver).toHaveBeenCalledTimes(1));
    expect(deliver.mock.calls[0]?.[0].notificationId).toBe(id);
    await vi.waitFor(async () => {
      const rows = await database.db.select({ state: notifications.state }).from(notifications);
      expect(rows).toEqual([{ state: "sent" }]);
    });
    ended.reject(new Error("killed"));
    await killed.jobs.drain().catch(() => undefined);
  });

  test("JOB-9, NTF-11: a database that is lost while a notification is delivered loses none, and repeats it with the same id", async () => {
    const admin = withDatabase(home.url, "postgres");
    const name = new URL(home.url).pathname.slice(1);
    const allow = (isAllowed: boolean) =>
      administer(admin, `alter database "${name}" with allow_connections ${isAllowed}`);
    let deliveries = 0;
    const deliver = vi.fn<Deliver>(async () => {
      deliveries += 1;
      if (deliveries === 1) {
        await allow(false);
        await administer(
          admin,
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
        );
        setTimeout(() => void allow(true), 2_000);
      }
      return { outcome: "sent" };
    });
    const server = await open({ email: deliver }, { queue: shortLease });
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) ids.push(await addTest(server));
    await vi.waitFor(async () => {
      const rows = await database.db
        .select({ state: notifications.state })
        .from(notifications)
        .catch(() => []);
      expect(rows).toEqual(ids.map(() => ({ state: "sent" })));
    });
    const delivered = deliver.mock.calls.map(([content]) => content.notificationId);
    expect([...new Set(delivered)].toSorted()).toEqual(ids.toSorted());
    expect(delivered.length).toBeGreaterThan(ids.length);
    expect(server.faults).not.toEqual([]);
  });
});
