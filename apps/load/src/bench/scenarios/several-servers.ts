import { describe } from "./describe.ts";
import { type BenchContext, withServers, RUN, datasetOf } from "./context.ts";
import type { Latency, Result } from "./results.ts";
import { connect, timeDelivery } from "./traffic.ts";
import { findNats, startNats } from "../processes/nats.ts";

const PEOPLE = 1_000;
const PER_SECOND = 1_000;

async function timeAcross(
  bench: BenchContext,
  { bus, env, round }: { bus: Latency["bus"]; env: Record<string, string>; round: number },
): Promise<Result[]> {
  const dataset = datasetOf(PEOPLE, bench.pace.shrink);
  await bench.database.create(RUN, await bench.dataset(dataset));
  await bench.database.settle();
  return withServers(bench, { subject: "parley", count: 2, env }, async (running) => {
    const turn = { subject: "parley", people: PEOPLE, round } as const;
    await connect(bench, running, turn);
    const found = await timeDelivery(bench, running, { ...turn, perSecond: PER_SECOND, bus });
    bench.screen.say(describe(found));
    return [found];
  });
}

/** Delivery between users of whom every second one is connected to the other server. */
export async function runSeveralServers(bench: BenchContext): Promise<Result[]> {
  const results: Result[] = [];
  const program = findNats();
  if (program === undefined) {
    results.push({
      kind: "skipped",
      what: "Two servers by NATS",
      why: "there is no nats-server here",
    });
  }
  for (let round = 1; round <= bench.pace.rounds; round += 1) {
    bench.screen.part(`Two servers by PostgreSQL, round ${round}`);
    results.push(
      ...(await timeAcross(bench, { bus: "postgres", env: { BUS_URL: "postgres" }, round })),
    );
    if (program === undefined) continue;
    bench.screen.part(`Two servers by NATS, round ${round}`);
    const nats = await startNats(program, bench.layout);
    try {
      results.push(
        ...(await timeAcross(bench, { bus: "nats", env: { BUS_URL: nats.url }, round })),
      );
    } finally {
      await nats.stop();
    }
  }
  return results;
}
