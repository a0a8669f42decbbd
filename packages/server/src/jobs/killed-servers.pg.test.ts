import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { connect, type Connection } from "@parley/db/connect";
import { notifications } from "@parley/db/schema";
import { createTestDatabase, type PostgresTestDatabase } from "@parley/db/testing";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createPlatform } from "@parley/api/platform";
import { addBen, addTest, shortLease } from "./jobs-contract.ts";
import { openJobs } from "./open-jobs.ts";

const suite = await describePostgres();
const program = fileURLToPath(new URL("../fixtures/deliver-jobs.ts", import.meta.url));
const KILLS = 6;
const NOTIFICATIONS = 400;

suite("servers that are killed", () => {
  let home: PostgresTestDatabase;
  let database: Connection;
  let folder: string;
  const running = new Set<ChildProcess>();

  beforeAll(async () => {
    home = await createTestDatabase({ engine: "postgres" });
    database = await connect({ engine: "postgres", url: home.url });
    folder = await mkdtemp(join(tmpdir(), "parley-jobs-"));
    await addBen(database);
  });
  afterAll(async () => {
    for (const child of running) child.kill("SIGKILL");
    await database.close();
    await home.close();
    await rm(folder, { recursive: true });
  });

  /** Starts a server, and waits until it takes jobs. */
  async function start(file: string): Promise<ChildProcess> {
    const child = spawn(process.execPath, [program, home.url, file], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    running.add(child);
    child.once("exit", () => running.delete(child));
    if (child.stdout === null) throw new Error("the server has no output");
    await once(child.stdout, "data");
    return child;
  }

  /** Adds notifications without running any. */
  async function addNotifications(): Promise<string[]> {
    const faults: unknown[] = [];
    const onFault = (fault: unknown) => faults.push(fault);
    const jobs = await openJobs({ database, migrates: true, onFault, queue: shortLease });
    const platform = createPlatform({ db: database.db, jobs: jobs.jobs });
    const ids: string[] = [];
    for (let at = 0; at < NOTIFICATIONS; at += 1)
      ids.push(await addTest({ platform, jobs, faults }));
    await jobs.drain();
    return ids;
  }

  test("JOB-6, NTF-11: of two servers that are killed at random, every notification is delivered, and a repeated one has the same id", async () => {
    const file = join(folder, "delivered");
    const linesOf = async () =>
      (await readFile(file, "utf8").catch(() => "")).split("\n").slice(0, -1);
    const ids = await addNotifications();
    await Promise.all([start(file), start(file)]);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const count = (await linesOf()).length;
      if (count < ids.length)
        await vi.waitFor(async () => expect((await linesOf()).length).toBeGreaterThan(count));
      const [victim] = [...running].toSorted(() => Math.random() - 0.5);
      victim?.kill("SIGKILL");
      await start(file);
    }
    await vi.waitFor(async () => {
      const rows = await database.db.select({ state: notifications.state }).from(notifications);
      expect(rows.filter(({ state }) => state !== "sent")).toEqual([]);
    });
    const delivered = await linesOf();
    expect([...new Set(delivered)].toSorted()).toEqual(ids.toSorted());
    // What was cut off between the delivery and its record came again: no more than the jobs that ran when a server was killed.
    expect(delivered.length - ids.length).toBeLessThanOrEqual(KILLS * 10);
  });
});
