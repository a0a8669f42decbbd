import { connect, type Connection } from "@parley/db/connect";
import type { Deliver } from "@parley/api/platform";
import { notifications } from "@parley/db/schema";
import { createTestDatabase, type PostgresTestDatabase } from "@parley/db/testing";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { addBen, addTest, openServer, type Server, shortLease, testJobs } from "./jobs-contract.ts";

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
});
