import { fileURLToPath } from "node:url";
import { type Child, startChild } from "../processes/child.ts";
import { pinned } from "../processes/cores.ts";
import { measuredAs, type ReadName, readNames, readOf, type Way, ways } from "../reads/catalog.ts";
import { type Reader, startReader } from "../reads/commands.ts";
import { seedReads } from "../reads/seed-reads.ts";
import { type Shape, shapeOf } from "../reads/shape.ts";
import type { BenchContext } from "./context.ts";
import { describe } from "./describe.ts";
import { createMeter } from "./meter.ts";
import type { ReadTiming } from "./results.ts";

const NAME = "reads";
/** A window is this part of a measurement: there are some three hundred of them. */
const WINDOW = 1 / 6;
const WARM_UP = 1 / 24;

const plain = fileURLToPath(new URL("../reads/plain-process.ts", import.meta.url));

async function startPlain({ layout, database }: BenchContext): Promise<Child & { url: string }> {
  const child = startChild({
    command: pinned(layout, "serving", [process.execPath, plain, database.urlOf(NAME)]),
    env: {},
  });
  return { ...child, url: await child.line(/listening (\S+)/) };
}

interface Stage {
  readonly bench: BenchContext;
  readonly shape: Shape;
  readonly reader: Reader;
  /** The server that answers a way. */
  readonly serverOf: (way: Way) => { readonly url: string; readonly pid: number };
}

async function timeOnce(
  { bench, shape, reader, serverOf }: Stage,
  turn: { read: ReadName; way: Way; callers: number; round: number },
): Promise<ReadTiming> {
  const { read, way, callers } = turn;
  const server = serverOf(way);
  const meter = createMeter([server], bench.database);
  const { latency } = await reader.ask(
    {
      do: "read",
      ...{ read, way, callers, shape },
      server: server.url,
      warmUp: bench.pace.seconds * WARM_UP,
      seconds: bench.pace.seconds * WINDOW,
    },
    { onMark: meter.onMark },
  );
  const cost = meter.costOf(latency.count);
  return { kind: "read", ...turn, stored: shape.stored, cost, latency };
}

/** The ways alternate, so that each is compared with another one under the same load of the machine. */
async function measureOn(stage: Stage): Promise<ReadTiming[]> {
  const { bench, shape, reader, serverOf } = stage;
  const { screen, pace } = bench;
  const names = readNames.filter((name) => readOf(name).fits(shape));
  for (const read of names) {
    const tasks = readOf(read).ways.map((way) => ({
      ...{ read, way, shape },
      server: serverOf(way).url,
    }));
    await reader.ask({ do: "compare", tasks });
  }
  const results: ReadTiming[] = [];
  for (let round = 1; round <= pace.rounds; round += 1) {
    screen.part(`Reads with ${shape.stored} messages, round ${round}`);
    for (const read of [...names, "opening" as const]) {
      const { callers: counts, ways: all } = measuredAs(read);
      for (const callers of counts) {
        for (const way of all) {
          const found = await timeOnce(stage, { read, way, callers, round });
          screen.say(describe(found));
          results.push(found);
        }
      }
    }
  }
  return results;
}

async function readWith(bench: BenchContext, stored: number): Promise<ReadTiming[]> {
  const { database, processes, layout, screen } = bench;
  const shape = shapeOf(stored);
  screen.part(`Filling a database with ${stored} messages`);
  await database.create(NAME);
  await seedReads(database.urlOf(NAME), { shape, say: screen.say });
  const start = { databaseUrl: database.urlOf(NAME) };
  // At its first start a server checks all conversations, which is not part of a measurement.
  const first = await processes.server("parley", start);
  await first.stop();
  await database.settle();
  const parley = await processes.server("parley", start);
  const bare = await startPlain(bench);
  const reader = await startReader(layout);
  try {
    const serverOf = (way: Way) => (ways[way].isParley ? parley : bare);
    return await measureOn({ bench, shape, reader, serverOf });
  } finally {
    await reader.stop();
    await bare.stop();
    await parley.stop();
    await database.drop(NAME);
  }
}

/**
 * Every read of the web app next to one plain statement behind a bare route, over the same rows. Fails unless both give
 * the same rows in the same order.
 */
export async function runReads(bench: BenchContext): Promise<ReadTiming[]> {
  const results: ReadTiming[] = [];
  for (const size of bench.messages) {
    results.push(...(await readWith(bench, Math.max(1_000, Math.round(size / bench.pace.shrink)))));
  }
  return results;
}
