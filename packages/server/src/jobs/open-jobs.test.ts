import type { Channels } from "@parley/api/platform";
import { connect, type Connection } from "@parley/db/connect";
import { migrate } from "@parley/db/migrate";
import { PgBoss } from "pg-boss";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { addBen, addTest, openServer, type Server, testJobs } from "./jobs-contract.ts";
import { inspectJobs, openJobs } from "./open-jobs.ts";

let database: Connection;
let servers: Server[];

beforeEach(async () => {
  servers = [];
  database = await connect({ engine: "in-process", dataDir: null });
  await migrate(database.direct);
  await addBen(database);
});

afterEach(async () => {
  for (const { jobs } of servers) await jobs.drain();
  await database.close();
});

describe("the queue in PGlite", () => {
  testJobs(async (channels, settings) => {
    const server = await openServer(database, channels, settings);
    servers.push(server);
    return server;
  });
});

test("JOB-4: without the permission to change its tables, a server that has none, or earlier ones, refuses to start in one line", async () => {
  const options = { database, migrates: false, onFault: () => undefined };
  await expect(openJobs(options)).rejects.toThrow(
    /^Parley: .* has no tables for background work: .*$/,
  );
  await openJobs({ ...options, migrates: true }).then(({ drain }) => drain());
  await openJobs(options).then(({ drain }) => drain());
  await setVersion("version - 1");
  await expect(openJobs(options)).rejects.toThrow(
    /^Parley: .* has tables for background work of an earlier version: .*$/,
  );
});

const setVersion = (sql: string) =>
  database.db.$client.query(`update "${database.db.schema}".version set version = ${sql}`);

test("JOB-7: the state of the queue is found without changing it", async () => {
  await expect(inspectJobs(database)).resolves.toEqual({ tables: "absent", failed: 0 });
  const server = await openServer(database, {
    email: async () => ({ outcome: "retry", detail: "421 try again" }),
  });
  servers.push(server);
  await expect(inspectJobs(database)).resolves.toEqual({ tables: "current", failed: 0 });
  await addTest(server);
  await vi.waitFor(async () =>
    expect(await inspectJobs(database)).toEqual({
      tables: "current",
      failed: 1,
      lastError: "email: 421 try again",
    }),
  );
  await setVersion("version - 1");
  await expect(inspectJobs(database)).resolves.toMatchObject({ tables: "older" });
  await setVersion("version + 2");
  await expect(inspectJobs(database)).resolves.toMatchObject({ tables: "current" });
});

test("JOB-8: settings of the queue that changed apply from the next start on", async () => {
  const expiry = async () => {
    const { rows } = await database.db.$client.query<{ expire_seconds: number }>(
      `select distinct expire_seconds from "${database.db.schema}".queue where name not like '\\_%'`,
    );
    return rows;
  };
  const options = { database, migrates: true, onFault: () => undefined };
  await openJobs({ ...options, queue: { expireInSeconds: 7 } }).then(({ drain }) => drain());
  await expect(expiry()).resolves.toEqual([{ expire_seconds: 7 }]);
  await openJobs(options).then(({ drain }) => drain());
  await expect(expiry()).resolves.toEqual([{ expire_seconds: 180 }]);
});

test(
  "JOB-3: a job that does not end holds up the end of a server for five seconds at most",
  { timeout: 14_000 },
  async () => {
    const began = Promise.withResolvers<void>();
    const server = await openServer(database, {
      email: () => {
        began.resolve();
        return new Promise(() => {});
      },
    });
    await addTest(server);
    await began.promise;
    await server.jobs.drain();
  },
);

test("JOB-5: a server takes only jobs for which it has a channel", async () => {
  const work = vi.spyOn(PgBoss.prototype, "work");
  onTestFinished(() => {
    work.mockRestore();
  });
  const kindsOf = async (channels: Channels) => {
    work.mockClear();
    servers.push(await openServer(database, channels));
    return work.mock.calls.map(([kind]) => kind);
  };
  // Messages that are due, and announcements, need no channel.
  const always = ["messages.sendScheduled", "announcements.send"];
  await expect(kindsOf({})).resolves.toEqual(always);
  await expect(kindsOf({ host: undefined })).resolves.toEqual(always);
  await expect(kindsOf({ email: async () => ({ outcome: "sent" }) })).resolves.toEqual([
    ...always,
    "cards.remind",
    "meetings.tell",
    "meetings.remind",
    "reports.notify",
    "notifications.deliver",
  ]);
});

test("JOB-4: a queue that cannot be set up leaves nothing running", async () => {
  const update = vi
    .spyOn(PgBoss.prototype, "updateQueue")
    .mockRejectedValueOnce(new Error("no permission"));
  const stop = vi.spyOn(PgBoss.prototype, "stop");
  onTestFinished(() => {
    for (const spy of [update, stop]) spy.mockRestore();
  });
  const opening = openJobs({ database, migrates: true, onFault: () => undefined });
  await expect(opening).rejects.toThrow("no permission");
  expect(stop).toHaveBeenCalledOnce();
  await expect(stop.mock.results[0]?.value).resolves.toBeUndefined();
});
