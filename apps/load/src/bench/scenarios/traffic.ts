import { setTimeout as pause } from "node:timers/promises";
import { counted, timed } from "./screen.ts";
import { residentKib } from "../processes/process-tree.ts";
import { type SubjectName, subjects } from "../processes/subjects.ts";
import {
  type BenchContext,
  withServers,
  RUN,
  type RunningServers,
  type ServerOptions,
  datasetOf,
} from "./context.ts";
import { createMeter } from "./meter.ts";
import { describe } from "./describe.ts";
import type { Idle, Latency, Result, Saturation } from "./results.ts";

/** Messages in flight; the better of the two counts. */
const UNDER_WAY = [32, 128] as const;
/** Users who connect concurrently. */
const AT_ONCE = 25;
/** Until an idle server has completed what connecting began, in milliseconds. */
const REST = 3_000;

export interface TrafficSpec {
  readonly people: number;
  readonly subjects: readonly SubjectName[];
  /** Messages per second at which delivery is timed; above a subject's maximum it says nothing. */
  readonly rates: readonly number[];
}

interface Turn {
  readonly subject: SubjectName;
  readonly people: number;
  readonly round: number;
}

export async function connect(
  bench: BenchContext,
  { servers, generator }: RunningServers,
  turn: Turn,
): Promise<Idle> {
  // Otherwise V8's young generation, which grows as the users connect, would be counted as theirs.
  const kib = async () => {
    for (const { collect } of servers) await collect();
    return servers.reduce((sum, { pid }) => sum + residentKib(pid), 0);
  };
  const before = await kib();
  const dataset = datasetOf(turn.people, bench.pace.shrink);
  const { milliseconds } = await generator.ask(
    {
      do: "connect",
      protocol: subjects[turn.subject].protocol,
      urls: servers.map(({ url }) => url),
      dataset,
      atOnce: AT_ONCE,
    },
    { onProgress: counted(bench.screen, dataset.people, "connected") },
  );
  await pause(REST / bench.pace.shrink);
  return {
    kind: "idle",
    ...turn,
    kibPerPerson: ((await kib()) - before) / dataset.people,
    connect: milliseconds,
  };
}

async function closedLoop(
  bench: BenchContext,
  { servers, generator }: RunningServers,
  turn: Turn,
): Promise<Saturation[]> {
  const { warmUp, seconds } = bench.pace;
  const found: Saturation[] = [];
  for (const underWay of UNDER_WAY) {
    const meter = createMeter(servers, bench.database);
    const { account, perSecond, ...outcome } = await generator.ask(
      { do: "closedLoop", underWay, warmUp, seconds },
      {
        onMark: meter.onMark,
        onProgress: timed(bench.screen, warmUp + seconds, `messages, ${underWay} under way`),
      },
    );
    const cost = meter.costOf(perSecond * outcome.seconds);
    found.push({ kind: "saturation", ...turn, stored: 0, underWay, perSecond, cost, account });
  }
  return found;
}

/** Measures delivery at one rate. */
export async function timeDelivery(
  bench: BenchContext,
  { servers, generator }: RunningServers,
  turn: Turn & { perSecond: number; bus: Latency["bus"] },
): Promise<Latency> {
  const { warmUp, seconds } = bench.pace;
  const perSecond = Math.max(1, Math.round(turn.perSecond / bench.pace.shrink));
  const meter = createMeter(servers, bench.database);
  const { account, delivery } = await generator.ask(
    { do: "openLoop", perSecond, warmUp, seconds: seconds * 2 },
    {
      onMark: meter.onMark,
      onProgress: timed(bench.screen, warmUp + seconds * 2, `messages at ${perSecond}/s`),
    },
  );
  const cost = meter.costOf(delivery.count);
  return { kind: "latency", ...turn, perSecond, servers: servers.length, delivery, cost, account };
}

const better = (found: readonly Saturation[]) =>
  found.reduce((best, next) => (next.perSecond > best.perSecond ? next : best));

async function measureOnce(
  bench: BenchContext,
  { rates }: TrafficSpec,
  turn: Turn,
): Promise<Result[]> {
  const options: ServerOptions = { subject: turn.subject };
  const dataset = await bench.dataset(datasetOf(turn.people, bench.pace.shrink));
  await bench.database.create(RUN, dataset);
  await bench.database.settle();
  return withServers(bench, options, async (running) => {
    const idle = await connect(bench, running, turn);
    const results: Result[] = [idle, better(await closedLoop(bench, running, turn))];
    for (const perSecond of rates) {
      await bench.database.settle();
      results.push(await timeDelivery(bench, running, { ...turn, perSecond, bus: "memory" }));
    }
    return results;
  });
}

/** The subjects alternately, round after round, each on a fresh database. */
export async function runTraffic(bench: BenchContext, spec: TrafficSpec): Promise<Result[]> {
  const results: Result[] = [];
  for (let round = 1; round <= bench.pace.rounds; round += 1) {
    for (const subject of spec.subjects) {
      bench.screen.part(`${subjects[subject].label}, ${spec.people} people, round ${round}`);
      const found = await measureOnce(bench, spec, { subject, people: spec.people, round });
      for (const result of found) bench.screen.say(describe(result));
      results.push(...found);
    }
  }
  return results;
}

/** The cost of idle connected users. */
export async function runIdle(bench: BenchContext, people: number): Promise<Result[]> {
  const dataset = datasetOf(people, bench.pace.shrink);
  bench.screen.part(`${dataset.people} people connect, and do nothing`);
  await bench.database.create(RUN, await bench.dataset(dataset));
  return withServers(bench, { subject: "parley" }, async (running) => {
    const idle = await connect(bench, running, { subject: "parley", people, round: 1 });
    bench.screen.say(describe(idle));
    return [idle];
  });
}
