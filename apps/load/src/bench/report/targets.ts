import { ofKind, type Result } from "../scenarios/results.ts";
import {
  costOf,
  deliveryOf,
  type Figure,
  figureOf,
  latencies,
  memoryOf,
  rateOf,
  ratioOf,
} from "./figures.ts";

/** One target. */
export interface Verdict {
  readonly work: string;
  readonly goal: string;
  readonly measured: string;
  readonly isReached: boolean;
}

const plain = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const two = (value: number) => value.toFixed(2);
const range = (figure: Figure, write: (value: number) => string) =>
  figure.rounds === 1
    ? write(figure.median)
    : `${write(figure.median)} (${write(figure.low)}–${write(figure.high)})`;

type Judge = (results: readonly Result[]) => Verdict | undefined;

function atLeast(
  work: string,
  least: number,
  {
    read,
    write,
  }: { read: (results: readonly Result[]) => Figure | undefined; write: (value: number) => string },
): Judge {
  return (results) => {
    const figure = read(results);
    if (figure === undefined) return undefined;
    const isReached = figure.median >= least;
    return { work, goal: `≥ ${write(least)}`, measured: range(figure, write), isReached };
  };
}

function atMost(
  work: string,
  most: number,
  {
    read,
    write,
  }: { read: (results: readonly Result[]) => Figure | undefined; write: (value: number) => string },
): Judge {
  return (results) => {
    const figure = read(results);
    if (figure === undefined) return undefined;
    const isReached = figure.median <= most;
    return { work, goal: `≤ ${write(most)}`, measured: range(figure, write), isReached };
  };
}

const perSecond = (value: number) => `${plain.format(value)}/s`;
const seconds = (value: number) => `${two(value)} s`;
const milliseconds = (value: number) => `${two(value)} ms`;

function delivery(
  work: string,
  bus: "memory" | "postgres" | "nats",
  most: { p50: number; p99: number },
): Judge {
  return (results) => {
    const runs = latencies(results, { subject: "parley", people: 1_000, bus, perSecond: 1_000 });
    const found = deliveryOf(runs.map(({ delivery: spread }) => spread));
    if (found === undefined) return undefined;
    return {
      work,
      goal: `p50 ≤ ${most.p50} ms, p99 ≤ ${most.p99} ms`,
      measured: `p50 ${milliseconds(found.p50)}, p95 ${milliseconds(found.p95)}, p99 ${milliseconds(found.p99)}`,
      isReached: found.p50 <= most.p50 && found.p99 <= most.p99,
    };
  };
}

/** The slowdown with many stored messages compared to few, round by round. */
function growth(results: readonly Result[]): Figure | undefined {
  const runs = ofKind(results, "saturation").filter(({ stored }) => stored > 0);
  const few = Math.min(...runs.map(({ stored }) => stored));
  const many = Math.max(...runs.map(({ stored }) => stored));
  if (few === many) return undefined;
  const beside = new Map(
    runs.filter(({ stored }) => stored === few).map((run) => [run.round, run.perSecond]),
  );
  return figureOf(
    runs
      .filter(({ stored }) => stored === many)
      .flatMap(({ round, perSecond: rate }) => {
        const other = beside.get(round);
        return other === undefined ? [] : [rate / other];
      }),
  );
}

const parley = (people: number) => ({ subject: "parley", people }) as const;

const judges: readonly Judge[] = [
  ...[200, 1_000].flatMap((people) => [
    atLeast(`durable messages over the socket, ${plain.format(people)} people, saturated`, 5_000, {
      read: (results) => rateOf(results, parley(people)),
      write: perSecond,
    }),
    atLeast(`the same over the floor of one INSERT a message, ${plain.format(people)} people`, 1, {
      read: (results) => ratioOf(results, people, ["parley", "floor-one"]),
      write: two,
    }),
  ]),
  atLeast("the same over HTTP, 200 people", 2_000, {
    read: (results) => rateOf(results, { subject: "parley-http", people: 200 }),
    write: perSecond,
  }),
  delivery("delivery at 1,000/s, 1,000 people, one server", "memory", { p50: 1.5, p99: 20 }),
  delivery("the same across two servers, by NATS", "nats", { p50: 4, p99: 40 }),
  delivery("the same across two servers, by PostgreSQL", "postgres", { p50: 4, p99: 40 }),
  atMost("CPU for 1,000 messages, server and database, 1,000 people", 0.2, {
    read: (results) => costOf(results, parley(1_000)),
    write: (value) => `${value.toFixed(3)} s`,
  }),
  atMost("memory of a connected person, 1,000 people", 60, {
    read: (results) => memoryOf(results, parley(1_000)),
    write: (value) => `${plain.format(value)} KiB`,
  }),
  atMost("memory of a connected person, 10,000 people on one process", 60, {
    read: (results) => memoryOf(results, parley(10_000)),
    write: (value) => `${plain.format(value)} KiB`,
  }),
  atMost("one group of 500, 20 messages/s, to the last member, p99", 100, {
    read: (results) => figureOf(ofKind(results, "hot-group").map((run) => run.delivery.p99)),
    write: milliseconds,
  }),
  atMost("mass cut of 1,000 people, until all is well again", 5, {
    read: (results) => figureOf(ofKind(results, "mass-cut").map((run) => run.seconds)),
    write: seconds,
  }),
  atMost("catch-up of 10,000 events", 1, {
    read: (results) => figureOf(ofKind(results, "catch-up").map((run) => run.seconds)),
    write: seconds,
  }),
  atLeast("rate beside 10,000,000 stored messages, over that beside 1,000", 0.85, {
    read: growth,
    write: two,
  }),
  atMost("statements for 1,000 sends, 64 under way (the guard of the gathered path)", 125, {
    read: statementsPerThousand,
    write: (value) => plain.format(value),
  }),
];

function statementsPerThousand(results: readonly Result[]): Figure | undefined {
  return figureOf(
    ofKind(results, "batching").map(({ sends, statements }) => (statements * 1_000) / sends),
  );
}

/** Which targets were measured, and whether they were reached. */
export const judge = (results: readonly Result[]): Verdict[] =>
  judges.flatMap((each) => each(results) ?? []);
