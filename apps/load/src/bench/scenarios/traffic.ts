import { setTimeout as pause } from "node:timers/promises";
import { counted, timed } from "../screen.ts";
import { residentKib } from "../processes/process-tree.ts";
import { type SubjectName, subjects } from "../processes/subjects.ts";
import { type Lab, onStage, RUN, type Stage, type StageOptions, datasetOf } from "./lab.ts";
import { createMeter } from "./meter.ts";
import { describe } from "./describe.ts";
import type { Idle, Latency, Result, Saturation } from "./results.ts";

/** Messages in flight; the better of the two counts. */
const UNDER_WAY = [32, 128] as const;
/** Users who connect concurrently. */
const AT_ONCE = 25;
/** Until an idle server has released what connecting took, in milliseconds. */
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

export async function connect(lab: Lab, { servers, generator }: Stage, turn: Turn): Promise<Idle> {
  const kib = () => servers.reduce((sum, { pid }) => sum + residentKib(pid), 0);
  const before = kib();
  const dataset = datasetOf(turn.people, lab.pace.shrink);
  const { milliseconds } = await generator.ask(
    {
      do: "connect",
      protocol: subjects[turn.subject].protocol,
      urls: servers.map(({ url }) => url),
      dataset,
      atOnce: AT_ONCE,
    },
    { onProgress: counted(lab.screen, dataset.people, "connected") },
  );
  await pause(REST / lab.pace.shrink);
  return {
    kind: "idle",
    ...turn,
    kibPerPerson: (kib() - before) / dataset.people,
    connect: milliseconds,
  };
}

async function saturate(
  lab: Lab,
  { servers, generator }: Stage,
  turn: Turn,
): Promise<Saturation[]> {
  const { warmUp, seconds } = lab.pace;
  const found: Saturation[] = [];
  for (const underWay of UNDER_WAY) {
    const meter = createMeter(servers, lab.database);
    const { account, perSecond, ...outcome } = await generator.ask(
      { do: "saturate", underWay, warmUp, seconds },
      {
        onMark: meter.onMark,
        onProgress: timed(lab.screen, warmUp + seconds, `messages, ${underWay} under way`),
      },
    );
    const cost = meter.costOf(perSecond * outcome.seconds);
    found.push({ kind: "saturation", ...turn, stored: 0, underWay, perSecond, cost, account });
  }
  return found;
}

/** Measures delivery at one rate. */
export async function timeDelivery(
  lab: Lab,
  { servers, generator }: Stage,
  turn: Turn & { perSecond: number; bus: Latency["bus"] },
): Promise<Latency> {
  const { warmUp, seconds } = lab.pace;
  const perSecond = Math.max(1, Math.round(turn.perSecond / lab.pace.shrink));
  const meter = createMeter(servers, lab.database);
  const { account, delivery } = await generator.ask(
    { do: "steady", perSecond, warmUp, seconds: seconds * 2 },
    {
      onMark: meter.onMark,
      onProgress: timed(lab.screen, warmUp + seconds * 2, `messages at ${perSecond}/s`),
    },
  );
  const cost = meter.costOf(delivery.count);
  return { kind: "latency", ...turn, perSecond, servers: servers.length, delivery, cost, account };
}

const better = (found: readonly Saturation[]) =>
  found.reduce((best, next) => (next.perSecond > best.perSecond ? next : best));

async function lockRelations(lab: Lab, { rates }: TrafficSpec, turn: Turn): Promise<Result[]> {
  const options: StageOptions = { subject: turn.subject };
  const dataset = await lab.dataset(datasetOf(turn.people, lab.pace.shrink));
  await lab.database.create(RUN, dataset);
  await lab.database.settle();
  return onStage(lab, options, async (stage) => {
    const idle = await connect(lab, stage, turn);
    const results: Result[] = [idle, better(await saturate(lab, stage, turn))];
    for (const perSecond of rates) {
      await lab.database.settle();
      results.push(await timeDelivery(lab, stage, { ...turn, perSecond, bus: "memory" }));
    }
    return results;
  });
}

/** The subjects alternately, round after round, each on a fresh database. */
export async function runTraffic(lab: Lab, spec: TrafficSpec): Promise<Result[]> {
  const results: Result[] = [];
  for (let round = 1; round <= lab.pace.rounds; round += 1) {
    for (const subject of spec.subjects) {
      lab.screen.part(`${subjects[subject].label}, ${spec.people} people, round ${round}`);
      const found = await lockRelations(lab, spec, { subject, people: spec.people, round });
      for (const result of found) lab.screen.say(describe(result));
      results.push(...found);
    }
  }
  return results;
}

/** The cost of idle connected users. */
export async function runIdle(lab: Lab, people: number): Promise<Result[]> {
  const dataset = datasetOf(people, lab.pace.shrink);
  lab.screen.part(`${dataset.people} people connect, and do nothing`);
  await lab.database.create(RUN, await lab.dataset(dataset));
  return onStage(lab, { subject: "parley" }, async (stage) => {
    const idle = await connect(lab, stage, { subject: "parley", people, round: 1 });
    lab.screen.say(describe(idle));
    return [idle];
  });
}
