import type { PartName } from "./options.ts";
import { runCatchUp } from "./scenarios/catch-up.ts";
import { runBatching } from "./scenarios/batching.ts";
import { runGrowth } from "./scenarios/growth.ts";
import { runHotGroup } from "./scenarios/hot-group.ts";
import type { BenchContext } from "./scenarios/context.ts";
import { runJitter } from "./scenarios/jitter.ts";
import { runMassDisconnect } from "./scenarios/mass-disconnect.ts";
import type { Result } from "./scenarios/results.ts";
import { runReads } from "./scenarios/reads.ts";
import { runRollingRestart } from "./scenarios/rolling-restart.ts";
import { runSeveralServers } from "./scenarios/several-servers.ts";
import { runStorage } from "./scenarios/storage.ts";
import { runIdle, runTraffic } from "./scenarios/traffic.ts";

/** The standard set. */
export const parts: Readonly<Record<PartName, (bench: BenchContext) => Promise<Result[]>>> = {
  batching: runBatching,
  reads: runReads,
  storage: runStorage,
  async traffic(bench) {
    const few = await runTraffic(bench, {
      people: 200,
      subjects: ["parley", "floor-one", "parley-http", "floor-batched"],
      rates: [200, 1_000],
    });
    const many = await runTraffic(bench, {
      people: 1_000,
      subjects: ["parley", "floor-one", "floor-batched"],
      rates: [1_000],
    });
    return [...few, ...many];
  },
  idle: (bench) => runIdle(bench, 10_000),
  group: (bench) => runHotGroup(bench, { members: 500, perSecond: 20 }),
  cut: (bench) => runMassDisconnect(bench, 1_000),
  "catch-up": (bench) => runCatchUp(bench, 10_000),
  servers: runSeveralServers,
  restart: (bench) => runRollingRestart(bench, { people: 200, perSecond: 200 }),
  avalanche: (bench) => runRollingRestart(bench, { people: 1_000, perSecond: 200 }),
  jitter: runJitter,
  growth: (bench) => runGrowth(bench, [1_000, 10_000_000]),
};
