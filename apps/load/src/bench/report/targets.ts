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
  readRatioOf,
  readSizes,
} from "./figures.ts";
import { measuredAs, type ReadName, type Way } from "../reads/catalog.ts";

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
  const atFew = new Map(
    runs.filter(({ stored }) => stored === few).map((run) => [run.round, run.perSecond]),
  );
  return figureOf(
    runs
      .filter(({ stored }) => stored === many)
      .flatMap(({ round, perSecond: rate }) => {
        const other = atFew.get(round);
        return other === undefined ? [] : [rate / other];
      }),
  );
}

/** Smaller databases have no targets: what makes a read expensive is not in them. */
const READ_SIZE_MIN = 1_000_000;

/** The CPU of a read over the socket relative to the plain way, with the largest database: with each number of callers. */
const readAtMost =
  (read: ReadName, most: number, way: Way = "plain"): Judge =>
  (results) => {
    const stored = readSizes(results).at(-1) ?? 0;
    if (stored < READ_SIZE_MIN) return undefined;
    const { label, callers: counts } = measuredAs(read);
    const found = counts.flatMap((callers) => {
      const turn = { read, stored, callers, way: "socket" } as const;
      const ratio = readRatioOf(results, turn, { to: { way }, by: "cpu" });
      return ratio === undefined ? [] : [{ callers, ratio }];
    });
    if (found.length === 0) return undefined;
    const other = way === "plain" ? "one plain statement" : "an index of `pg_trgm`";
    return {
      work: `${label}: CPU relative to ${other}, ${plain.format(stored)} messages`,
      goal: `≤ ${two(most)}`,
      measured: found
        .map(({ callers, ratio }) => `${range(ratio, two)} with ${callers}`)
        .join(", "),
      isReached: found.every(({ ratio }) => ratio.median <= most),
    };
  };

/** The CPU of a read with the largest database relative to the smallest one. */
const readGrowth =
  (read: ReadName, most: number): Judge =>
  (results) => {
    const sizes = readSizes(results);
    const [few = 0, many = 0] = [sizes[0], sizes.at(-1)];
    const figure =
      few === many
        ? undefined
        : readRatioOf(
            results,
            { read, stored: many, callers: 1, way: "socket" },
            { to: { stored: few }, by: "cpu" },
          );
    if (figure === undefined) return undefined;
    return {
      work: `${measuredAs(read).label}: CPU with ${plain.format(many)} messages relative to ${plain.format(few)}`,
      goal: `≤ ${two(most)}`,
      measured: range(figure, two),
      isReached: figure.median <= most,
    };
  };

/** No message is lost, and missed ones arrive within so many seconds once the network is back. */
const jitter =
  (most: number): Judge =>
  (results) => {
    const runs = ofKind(results, "jitter").filter(({ system }) => system === "parley");
    const replay = deliveryOf(runs.map((run) => run.replay));
    if (replay === undefined) return undefined;
    const lost = runs.reduce((sum, run) => sum + run.lost, 0);
    return {
      work: `clients whose network fails every 15 s: missed messages after the network is back, p99`,
      goal: `0 lost, ≤ ${seconds(most)}`,
      measured: `${lost} lost, ${seconds(replay.p99 / 1_000)}`,
      isReached: lost === 0 && replay.p99 <= most * 1_000,
    };
  };

/** A rolling restart under a thousand users: no send fails, and all are connected again within so many seconds. */
const avalanche =
  (most: number): Judge =>
  (results) => {
    const runs = ofKind(results, "rolling-restart").filter(({ people }) => people === 1_000);
    const back = figureOf(runs.map((run) => run.back));
    if (back === undefined) return undefined;
    const failed = runs.reduce((sum, run) => sum + run.failed + run.account.lost, 0);
    return {
      work: "rolling restart of two servers under 1,000 users, until all are connected again",
      goal: `0 failed sends, ≤ ${seconds(most)}`,
      measured: `${failed} failed, ${range(back, seconds)}`,
      isReached: failed === 0 && back.median <= most,
    };
  };

const parley = (people: number) => ({ subject: "parley", people }) as const;

const judges: readonly Judge[] = [
  ...[200, 1_000].flatMap((people) => [
    atLeast(`durable messages over the socket, ${plain.format(people)} users, saturated`, 5_000, {
      read: (results) => rateOf(results, parley(people)),
      write: perSecond,
    }),
    atLeast(
      `the same relative to the floor of one INSERT per message, ${plain.format(people)} users`,
      1,
      {
        read: (results) => ratioOf(results, people, ["parley", "floor-one"]),
        write: two,
      },
    ),
  ]),
  atLeast("the same over HTTP, 200 users", 2_000, {
    read: (results) => rateOf(results, { subject: "parley-http", people: 200 }),
    write: perSecond,
  }),
  delivery("delivery at 1,000/s, 1,000 users, one server", "memory", { p50: 1.5, p99: 20 }),
  delivery("the same across two servers, over NATS", "nats", { p50: 4, p99: 40 }),
  delivery("the same across two servers, over PostgreSQL", "postgres", { p50: 4, p99: 40 }),
  atMost("CPU for 1,000 messages, server and database, 1,000 users", 0.2, {
    read: (results) => costOf(results, parley(1_000)),
    write: (value) => `${value.toFixed(3)} s`,
  }),
  atMost("memory per connected user, 1,000 users", 60, {
    read: (results) => memoryOf(results, parley(1_000)),
    write: (value) => `${plain.format(value)} KiB`,
  }),
  atMost("memory per connected user, 10,000 users on one process", 60, {
    read: (results) => memoryOf(results, parley(10_000)),
    write: (value) => `${plain.format(value)} KiB`,
  }),
  atMost("one group of 500, 20 messages/s, until the last member has it, p99", 100, {
    read: (results) => figureOf(ofKind(results, "hot-group").map((run) => run.delivery.p99)),
    write: milliseconds,
  }),
  atMost("mass disconnect of 1,000 users, until all have everything", 5, {
    read: (results) => figureOf(ofKind(results, "mass-disconnect").map((run) => run.seconds)),
    write: seconds,
  }),
  atMost("catch-up of 10,000 events", 1, {
    read: (results) => figureOf(ofKind(results, "catch-up").map((run) => run.seconds)),
    write: seconds,
  }),
  atLeast("rate with 10,000,000 stored messages, relative to 1,000", 0.85, {
    read: growth,
    write: two,
  }),
  atMost("statements for 1,000 sends, 64 concurrent (check of batching)", 125, {
    read: statementsPerThousand,
    write: (value) => plain.format(value),
  }),
  avalanche(3),
  jitter(2.5),
  readAtMost("end", 1.3),
  readAtMost("anywhereInAll", 1.3),
  readAtMost("listFew", 1.3),
  readAtMost("listMany", 1.3),
  readAtMost("searchRare", 2, "trigram"),
  readAtMost("searchFrequent", 2, "trigram"),
  readAtMost("searchNone", 2, "trigram"),
  readAtMost("searchFrequentFew", 0.3, "trigram"),
  readGrowth("end", 1.1),
  readGrowth("listFew", 1.1),
];

function statementsPerThousand(results: readonly Result[]): Figure | undefined {
  return figureOf(
    ofKind(results, "batching").map(({ sends, statements }) => (statements * 1_000) / sends),
  );
}

/** Which targets were measured, and whether they were reached. */
export const judge = (results: readonly Result[]): Verdict[] =>
  judges.flatMap((each) => each(results) ?? []);
