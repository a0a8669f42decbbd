import { globSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, expect, test } from "vitest";
import { readEnv } from "@parley/standalone/env";
import { startServer } from "@parley/standalone/start";
import { startDatabase } from "./processes/database.ts";
import { parleyEnv } from "./processes/subjects.ts";
import { type LoadProcesses, startLoadProcesses } from "./scenarios/load-processes.ts";
import { runCatchUp } from "./scenarios/catch-up.ts";
import { runBatching } from "./scenarios/batching.ts";
import { runGrowth } from "./scenarios/growth.ts";
import { runHotGroup } from "./scenarios/hot-group.ts";
import { type BenchContext, datasetsOf } from "./scenarios/context.ts";
import { runJitter } from "./scenarios/jitter.ts";
import { runMassDisconnect } from "./scenarios/mass-disconnect.ts";
import { runReads } from "./scenarios/reads.ts";
import { readNames } from "./reads/catalog.ts";
import type { Result } from "./scenarios/results.ts";
import { runRollingRestart } from "./scenarios/rolling-restart.ts";
import { runStorage } from "./scenarios/storage.ts";
import { runSeveralServers } from "./scenarios/several-servers.ts";
import { runTraffic } from "./scenarios/traffic.ts";
import { createScreen } from "./scenarios/screen.ts";

const shared = { kind: "shared", why: "nothing is measured here" } as const;
const database = await startDatabase(tmpdir(), shared);
const started = startLoadProcesses(shared);
const generator = await started.generator();
const clients = await started.clients();
afterAll(async () => {
  await Promise.all([generator.stop(), clients.stop()]);
  await database.stop();
});

/**
 * Parley in this process, and one load for everything: otherwise most of a small run would be the starting of
 * processes.
 */
const processes: LoadProcesses = {
  async server(name, options) {
    if (name.startsWith("floor")) return started.server(name, options);
    const env = { ...parleyEnv(options), LOG_LEVEL: "fatal" };
    const { url, stop } = await startServer(readEnv(env));
    return { url, stop, kill: stop, pid: process.pid, collect: async () => undefined };
  },
  generator: async () => ({ ...generator, stop: async () => undefined }),
  clients: async () => ({ ...clients, stop: async () => undefined }),
};

const bench: BenchContext = {
  layout: shared,
  processes,
  database,
  pace: { rounds: 1, warmUp: 0, seconds: 0.2, shrink: 100 },
  messages: [2_000_000],
  jitter: { people: 2_000, seconds: 60 },
  screen: createScreen({ write: () => true }, () => 0),
  dataset: datasetsOf({ database, processes }),
};

const scenarios: Record<string, (bench: BenchContext) => Promise<Result[]>> = {
  traffic: (of) =>
    runTraffic(of, { people: 800, subjects: ["parley", "floor-one"], rates: [5_000] }),
  http: (of) => runTraffic(of, { people: 800, subjects: ["parley-http"], rates: [] }),
  group: (of) => runHotGroup(of, { members: 800, perSecond: 50 }),
  "mass cut": (of) => runMassDisconnect(of, 800),
  "catch-up": (of) => runCatchUp(of, 5_000),
  "rolling restart": (of) => runRollingRestart(of, { people: 800, perSecond: 20 }),
  "two servers": runSeveralServers,
  growth: (of) => runGrowth(of, [1_000]),
};

test.each(Object.entries(scenarios))(
  "in miniature, %s: every message is delivered to all recipients, once",
  async (_, run) => {
    const results = await run(bench);
    expect(results.length).toBeGreaterThan(0);
    for (const result of results) {
      if (result.kind === "rolling-restart") {
        expect(result.failed).toBe(0);
        expect(result.back).toBeGreaterThan(0);
      }
      if (!("account" in result)) continue;
      const { sent, complete, ...faults } = result.account;
      expect(sent).toBeGreaterThan(0);
      expect(complete).toBe(sent);
      expect(faults).toEqual({ lost: 0, repeated: 0, refused: 0 });
    }
  },
);

test("batching: concurrent sends share statements", async () => {
  const [found] = await runBatching(bench);
  if (found === undefined) throw new Error("one round was asked for");
  expect(found.sends).toBeGreaterThan(50);
  expect(found.sends / found.statements).toBeGreaterThan(8);
});

test("reads: both ways give the same rows, and each is timed", async () => {
  const found = await runReads(bench);
  expect(new Set(found.map(({ read }) => read))).toEqual(new Set([...readNames, "opening"]));
  for (const { latency, cost } of found) {
    expect(latency.count).toBeGreaterThan(0);
    expect(cost.server + cost.database).toBeGreaterThanOrEqual(0);
  }
});

test("storage: every byte per message has its relation, and a row is at least as large as its text", async () => {
  const [found] = await runStorage(bench);
  if (found === undefined) throw new Error("it runs once");
  for (const { relations, wal } of [found.parley, found.reference]) {
    const table = relations.find(({ name }) => name.endsWith(".messages"));
    expect(table?.disk).toBeGreaterThan(109);
    expect(table?.wal?.records).toBeGreaterThan(109);
    const logged = relations.reduce((sum, relation) => sum + (relation.wal?.records ?? 0), 0);
    expect(logged).toBeLessThan(wal);
  }
  const names = found.parley.relations.map(({ name }) => name);
  expect(names).toContain("parley.stream_events");
  expect(found.account.complete).toBe(found.messages);
});

test("jitter: clients whose network fails receive every message once", async () => {
  const found = await runJitter(bench);
  expect(found.map(({ system }) => system)).toEqual(["parley", "socket.io", "socket.io-recovery"]);
  expect(found[0]).toMatchObject({ lost: 0, repeated: 0 });
  for (const { cuts, deliveries } of found) {
    expect(cuts).toBeGreaterThan(0);
    expect(deliveries).toBeGreaterThan(0);
  }
});

const [installed] = globSync("/usr/lib/postgresql/*/bin");

test.skipIf(installed === undefined)("a PostgreSQL of this machine can be measured", async () => {
  const other = await startDatabase(tmpdir(), shared, installed);
  try {
    expect(other.description).toContain(installed);
    await other.create("one");
    expect(await other.run("one", "select 1 as one")).toEqual([{ one: 1 }]);
  } finally {
    await other.stop();
  }
});
