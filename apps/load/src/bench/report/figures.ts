import { median, type Spread } from "../load-generator/quantiles.ts";
import type { SubjectName } from "../processes/subjects.ts";
import {
  ofKind,
  type Latency,
  type ReadTiming,
  type Result,
  type Saturation,
} from "../scenarios/results.ts";

/** A figure of several rounds: the median, and the range. */
export interface Figure {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
}

export function figureOf(values: readonly number[]): Figure | undefined {
  if (values.length === 0) return undefined;
  return {
    median: median(values),
    low: Math.min(...values),
    high: Math.max(...values),
    rounds: values.length,
  };
}

/** Three latencies of delivery, each a median over rounds, in milliseconds. */
export interface Delivery {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export function deliveryOf(spreads: readonly Spread[]): Delivery | undefined {
  if (spreads.length === 0) return undefined;
  const of = (read: (spread: Spread) => number) => median(spreads.map(read));
  return {
    p50: of(({ p50 }) => p50),
    p95: of(({ p95 }) => p95),
    p99: of(({ p99 }) => p99),
    max: of(({ max }) => max),
  };
}

export interface Who {
  readonly subject: SubjectName;
  readonly people: number;
}

const is =
  (who: Who) =>
  (result: Who): boolean =>
    result.subject === who.subject && result.people === who.people;

/** Closed-loop runs on an empty database. */
const saturations = (results: readonly Result[], who: Who): Saturation[] =>
  ofKind(results, "saturation").filter((result) => is(who)(result) && result.stored === 0);

export const rateOf = (results: readonly Result[], who: Who): Figure | undefined =>
  figureOf(saturations(results, who).map(({ perSecond }) => perSecond));

export const costOf = (results: readonly Result[], who: Who): Figure | undefined =>
  figureOf(saturations(results, who).map(({ cost }) => cost.server + cost.database));

export const latencies = (
  results: readonly Result[],
  { bus, perSecond, ...who }: Who & { bus: Latency["bus"]; perSecond: number },
): Latency[] =>
  ofKind(results, "latency").filter(
    (result) => is(who)(result) && result.bus === bus && result.perSecond === perSecond,
  );

export const memoryOf = (results: readonly Result[], who: Who): Figure | undefined =>
  figureOf(
    ofKind(results, "idle")
      .filter(is(who))
      .map(({ kibPerPerson }) => kibPerPerson),
  );

/** One subject's rate relative to another's, round by round, since both ran under the same load of the machine. */
export function ratioOf(
  results: readonly Result[],
  people: number,
  [ours, theirs]: readonly [SubjectName, SubjectName],
): Figure | undefined {
  const other = new Map(
    saturations(results, { subject: theirs, people }).map((run) => [run.round, run.perSecond]),
  );
  return figureOf(
    saturations(results, { subject: ours, people }).flatMap(({ round, perSecond }) => {
      const divisor = other.get(round);
      return divisor === undefined ? [] : [perSecond / divisor];
    }),
  );
}

/** One read of one database, over one way. */
export type ReadTurn = Pick<ReadTiming, "read" | "way" | "stored" | "callers">;

const timings = (results: readonly Result[], turn: ReadTurn): ReadTiming[] =>
  ofKind(results, "read").filter(
    ({ read, way, stored, callers }) =>
      read === turn.read && way === turn.way && stored === turn.stored && callers === turn.callers,
  );

const cpuOf = ({ cost }: ReadTiming) => cost.server + cost.database;

/** The CPU and the latencies of a read, medians over rounds, in milliseconds. */
export function readOf(results: readonly Result[], turn: ReadTurn) {
  const found = timings(results, turn);
  const latency = deliveryOf(found.map((timing) => timing.latency));
  const cpu = figureOf(found.map(cpuOf));
  return latency === undefined || cpu === undefined ? undefined : { cpu, latency };
}

/** A read over one way relative to another way, round by round. */
export function readRatioOf(
  results: readonly Result[],
  turn: ReadTurn,
  { to, by }: { to: Partial<ReadTurn>; by: "cpu" | "p50" },
): Figure | undefined {
  const value = (timing: ReadTiming) => (by === "cpu" ? cpuOf(timing) : timing.latency.p50);
  const others = new Map(
    timings(results, { ...turn, ...to }).map((timing) => [timing.round, value(timing)]),
  );
  return figureOf(
    timings(results, turn).flatMap((timing) => {
      const divisor = others.get(timing.round) ?? 0;
      return divisor > 0 ? [value(timing) / divisor] : [];
    }),
  );
}

/** Sizes of the databases whose reads were measured, ascending. */
export const readSizes = (results: readonly Result[]): number[] =>
  [...new Set(ofKind(results, "read").map(({ stored }) => stored))].toSorted((a, b) => a - b);

/** All losses, duplicates and refusals of all runs together. */
export function faultsOf(results: readonly Result[]) {
  const accounts = results.flatMap((result) => ("account" in result ? [result.account] : []));
  const sum = (read: (account: (typeof accounts)[number]) => number) =>
    accounts.reduce((total, account) => total + read(account), 0);
  return {
    runs: accounts.length,
    messages: sum(({ sent }) => sent),
    lost: sum(({ lost }) => lost),
    repeated: sum(({ repeated }) => repeated),
    refused: sum(({ refused }) => refused),
  };
}
