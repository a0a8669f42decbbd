import { randomUUID } from "node:crypto";
import { type Channels, createPlatform, type Deliver, type Platform } from "@parley/api/platform";
import type { Connection } from "@parley/db/connect";
import { notifications, streams, users } from "@parley/db/schema";
import { expect, test, vi } from "vitest";
import { type OpenJobs, openJobs } from "./open-jobs.ts";

type Settings = Partial<Parameters<typeof openJobs>[0]>;

/** A server with a channel, whose background work runs. */
export interface Server {
  readonly platform: Platform;
  readonly jobs: OpenJobs;
  readonly faults: unknown[];
}

export async function openServer(
  database: Connection,
  channels: Channels,
  settings: Settings = {},
): Promise<Server> {
  const faults: unknown[] = [];
  const jobs = await openJobs({
    database,
    migrates: true,
    onFault: (fault) => faults.push(fault),
    queue: { pollingIntervalSeconds: 0.5, retryLimit: 0 },
    ...settings,
  });
  const platform = createPlatform({ db: database.db, jobs: jobs.jobs, channels });
  await jobs.start(platform);
  return { platform, jobs, faults };
}

/** Adds a test notification for Ben, in a transaction that then calls `end`. */
export async function addTest({ platform }: Server, end = () => {}): Promise<string> {
  const id = randomUUID();
  await platform.db.transaction(async (tx) => {
    const createdAt = platform.clock.now();
    await tx
      .insert(notifications)
      .values({ id, userId: "ben", kind: "test", parts: [], createdAt });
    const data = { notificationId: id, channel: "email" } as const;
    await platform.jobs.enqueue(tx, [{ kind: "notifications.deliver", key: id, data }]);
    end();
  });
  return id;
}

export async function addBen({ db }: Connection): Promise<void> {
  await db.insert(users).values({ id: "ben", name: "Ben", role: "MENTEE" });
  await db.insert(streams).values({ userId: "ben" });
}

/** What the queue does on every engine. */
export function testJobs(open: (channels: Channels, settings?: Settings) => Promise<Server>): void {
  test("JOB-1: a job runs after the transaction that adds it has committed, once, and never if it is rolled back", async () => {
    const email = vi.fn<Deliver>(async () => ({ outcome: "sent" }));
    const server = await open({ email });
    const undone = addTest(server, () => {
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    const id = await addTest(server);
    await server.platform.db.transaction((tx) =>
      server.platform.jobs.enqueue(tx, [
        { kind: "notifications.deliver", key: id, data: { notificationId: id } },
      ]),
    );
    const last = await addTest(server);
    await vi.waitFor(() => expect(email).toHaveBeenCalledTimes(2));
    await server.jobs.drain();
    expect(email.mock.calls.map(([content]) => content.notificationId).toSorted()).toEqual(
      [id, last].toSorted(),
    );
    expect(server.faults).toEqual([]);
  });

  test("JOB-2: a job that failed for good is listed with its error, and can be run again", async () => {
    const email = vi.fn<Deliver>(async () => ({ outcome: "retry", detail: "421 try again" }));
    const server = await open({ email });
    const { jobs } = server.platform;
    const id = await addTest(server);
    await vi.waitFor(async () => expect(await jobs.listFailed(10)).toHaveLength(1));
    await expect(jobs.listFailed(10)).resolves.toMatchObject([
      { id, kind: "notifications.deliver", attempts: 1, error: "email: 421 try again" },
    ]);
    email.mockImplementation(async () => ({ outcome: "sent" }));
    await expect(jobs.retry(randomUUID())).resolves.toBe(false);
    await expect(jobs.retry(id)).resolves.toBe(true);
    await vi.waitFor(() => expect(email).toHaveBeenCalledTimes(2));
    await vi.waitFor(async () => expect(await jobs.listFailed(10)).toEqual([]));
  });

  test("JOB-3: a server that stops waits for the jobs that run", async () => {
    const began = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const server = await open({
      email: async () => {
        began.resolve();
        await goOn.promise;
        return { outcome: "sent" };
      },
    });
    await addTest(server);
    await began.promise;
    const ended: string[] = [];
    const drained = server.jobs.drain().then(() => ended.push("drained"));
    ended.push("delivered");
    goOn.resolve();
    await drained;
    expect(ended).toEqual(["delivered", "drained"]);
    const rows = await server.platform.db.select().from(notifications);
    expect(rows).toMatchObject([{ state: "sent" }]);
  });
}
