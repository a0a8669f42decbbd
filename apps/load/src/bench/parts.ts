import type { PartName } from "./options.ts";
import { runCatchUp } from "./scenarios/catch-up.ts";
import { runBatching } from "./scenarios/batching.ts";
import { runGrowth } from "./scenarios/growth.ts";
import { runHotGroup } from "./scenarios/hot-group.ts";
import type { Lab } from "./scenarios/lab.ts";
import { runMassCut } from "./scenarios/mass-cut.ts";
import type { Result } from "./scenarios/results.ts";
import { runRollingRestart } from "./scenarios/rolling-restart.ts";
import { runSeveralServers } from "./scenarios/several-servers.ts";
import { runIdle, runTraffic } from "./scenarios/traffic.ts";

/** The standard set. */
export const parts: Readonly<Record<PartName, (lab: Lab) => Promise<Result[]>>> = {
  batching: runBatching,
  async traffic(lab) {
    const few = await runTraffic(lab, {
      people: 200,
      subjects: ["parley", "floor-one", "parley-http", "floor-batched"],
      rates: [200, 1_000],
    });
    const many = await runTraffic(lab, {
      people: 1_000,
      subjects: ["parley", "floor-one", "floor-batched"],
      rates: [1_000],
    });
    return [...few, ...many];
  },
  idle: (lab) => runIdle(lab, 10_000),
  group: (lab) => runHotGroup(lab, { members: 500, perSecond: 20 }),
  cut: (lab) => runMassCut(lab, 1_000),
  "catch-up": (lab) => runCatchUp(lab, 10_000),
  servers: runSeveralServers,
  restart: (lab) => runRollingRestart(lab, { people: 200, perSecond: 200 }),
  growth: (lab) => runGrowth(lab, [1_000, 10_000_000]),
};
