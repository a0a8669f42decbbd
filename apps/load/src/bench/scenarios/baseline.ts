import { loadavg } from "node:os";
import { timed } from "./screen.ts";
import { describe } from "./describe.ts";
import { type BenchContext, withServers, RUN, datasetOf } from "./context.ts";
import type { Baseline } from "./results.ts";

const PEOPLE = 200;
const UNDER_WAY = 128;

/** Measures the baseline before a part, so that a busy machine is not mistaken for a slow server. */
export async function runBaseline(bench: BenchContext, part: string): Promise<Baseline> {
  const { database, pace, screen } = bench;
  const [load = Number.NaN] = loadavg();
  const dataset = datasetOf(PEOPLE, pace.shrink);
  const seconds = pace.seconds / 2;
  await database.create(RUN, await bench.dataset(dataset));
  return withServers(bench, { subject: "floor-one" }, async ({ servers, generator }) => {
    const urls = servers.map(({ url }) => url);
    await generator.ask({ do: "connect", protocol: "floor", urls, dataset, atOnce: 25 });
    const { account, perSecond } = await generator.ask(
      { do: "closedLoop", underWay: UNDER_WAY, warmUp: pace.warmUp / 2, seconds },
      { onProgress: timed(screen, pace.warmUp / 2 + seconds, "messages of the floor") },
    );
    const found = { kind: "baseline", part, perSecond, load, account } as const;
    screen.say(describe(found));
    return found;
  });
}
