import { timed } from "./screen.ts";
import { fill } from "../seed/messages.ts";
import { type BenchContext, withServers, RUN, datasetOf } from "./context.ts";
import { createMeter } from "./meter.ts";
import { describe } from "./describe.ts";
import type { Saturation } from "./results.ts";

const PEOPLE = 1_000;
const UNDER_WAY = 128;
/** Events in each user's stream: a stream is trimmed, however many messages there are. */
const EVENTS = 1_000;

async function saturateOnce(
  bench: BenchContext,
  stored: number,
  round: number,
): Promise<Saturation> {
  const { database, pace, screen } = bench;
  const dataset = datasetOf(PEOPLE, pace.shrink);
  await database.settle();
  return withServers(bench, { subject: "parley" }, async ({ servers, generator }) => {
    const urls = servers.map(({ url }) => url);
    await generator.ask({ do: "connect", protocol: "parley-socket", urls, dataset, atOnce: 25 });
    const meter = createMeter(servers, database);
    const { account, perSecond, ...outcome } = await generator.ask(
      { do: "closedLoop", underWay: UNDER_WAY, warmUp: pace.warmUp, seconds: pace.seconds },
      {
        onMark: meter.onMark,
        onProgress: timed(screen, pace.warmUp + pace.seconds, "messages"),
      },
    );
    const cost = meter.costOf(perSecond * outcome.seconds);
    const turn = { subject: "parley", people: dataset.people, round, stored } as const;
    return { kind: "saturation", ...turn, underWay: UNDER_WAY, perSecond, cost, account };
  });
}

/** The same rate with few and with many stored messages, alternately. */
export async function runGrowth(
  bench: BenchContext,
  sizes: readonly number[],
): Promise<Saturation[]> {
  const { database, pace, screen } = bench;
  const names = new Map<number, string>();
  const results: Saturation[] = [];
  const dataset = await bench.dataset(datasetOf(PEOPLE, pace.shrink));
  for (const size of sizes) {
    const stored = Math.round(size / pace.shrink);
    screen.part(`Filling a database with ${stored} messages`);
    const name = `grown_${stored}`;
    await database.create(name, dataset);
    await fill(database, name, { messages: stored, events: Math.min(EVENTS, stored) });
    names.set(stored, name);
  }
  try {
    for (let round = 1; round <= pace.rounds; round += 1) {
      for (const [stored, name] of names) {
        screen.part(`Closed loop with ${stored} stored messages, round ${round}`);
        const there = { ...bench, database: aliased(bench, name) };
        const result = await saturateOnce(there, stored, round);
        screen.say(describe(result));
        results.push(result);
      }
    }
  } finally {
    for (const name of names.values()) await database.drop(name);
  }
  return results;
}

/** The same server with another database than scenarios use: copying gigabytes takes long. */
const aliased = ({ database }: BenchContext, name: string): BenchContext["database"] => ({
  ...database,
  urlOf: (wanted) => database.urlOf(wanted === RUN ? name : wanted),
});
