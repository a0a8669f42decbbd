import { freePort } from "@parley/embedded-postgres/free-port";
import { type BenchContext, withServers, RUN, datasetOf } from "./context.ts";
import type { Batching } from "./results.ts";
import { inRounds } from "./rounds.ts";

const PEOPLE = 200;
const UNDER_WAY = 64;

/** Sends so far, and their statements: the server's own counters. */
async function readCounts(port: number): Promise<{ sends: number; statements: number }> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  const text = await response.text();
  const of = (name: string) => {
    const found = new RegExp(String.raw`^${name} (\S+)$`, "m").exec(text)?.[1];
    if (found === undefined) throw new Error(`the server does not count ${name}`);
    return Number(found);
  };
  return { sends: of("parley_sends_total"), statements: of("parley_send_batch_size_count") };
}

async function countOnce(bench: BenchContext, round: number): Promise<Batching> {
  const { database, pace } = bench;
  const dataset = datasetOf(PEOPLE, pace.shrink);
  await database.create(RUN, await bench.dataset(dataset));
  const port = await freePort();
  const env = { METRICS_PORT: String(port) };
  return withServers(bench, { subject: "parley", env }, async ({ servers, generator }) => {
    const urls = servers.map(({ url }) => url);
    await generator.ask({ do: "connect", protocol: "parley-socket", urls, dataset, atOnce: 25 });
    const { account } = await generator.ask({
      do: "closedLoop",
      underWay: UNDER_WAY,
      warmUp: 0,
      seconds: 1,
    });
    return {
      kind: "batching",
      round,
      underWay: UNDER_WAY,
      account,
      ...(await readCounts(port)),
    };
  });
}

/** Measures how many concurrent sends share a statement. Without batching throughput drops fivefold, which no functional test detects. */
export const runBatching = (bench: BenchContext): Promise<Batching[]> =>
  inRounds(bench, `Sends in one statement, ${UNDER_WAY} under way`, (round) =>
    countOnce(bench, round),
  );
