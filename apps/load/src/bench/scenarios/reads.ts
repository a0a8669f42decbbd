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

/** A window is this part of a measurement: there are some three hundred of them. */
const WINDOW = 1 / 6;
const WARM_UP = 1 / 24;

const plain = fileURLToPath(new URL("../reads/plain-process.ts", import.meta.url));

async function startPlain(
  { layout, database }: BenchContext,
  name: string,
): Promise<Child & { url: string }> {
  const child = startChild({
    command: pinned(layout, "serving", [process.execPath, plain, database.urlOf(name)]),
    env: {},
  });
  return { ...child, url: await child.line(/listening (\S+)/) };
}

/** A database, and the servers that read it. */
interface Stage {
  readonly shape: Shape;
  readonly serverOf: (way: Way) => { readonly url: string; readonly pid: number };
  close(): Promise<void>;
}

async function timeOnce(
  { bench, reader }: { bench: BenchContext; reader: Reader },
  { shape, serverOf }: Stage,
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

const fits = (read: ReadName, { shape }: Stage) => read === "opening" || readOf(read).fits(shape);

/** The ways and the sizes alternate, so that each is compared with another one under the same load of the machine. */
async function measureAll(
  bench: BenchContext,
  reader: Reader,
  stages: readonly Stage[],
): Promise<ReadTiming[]> {
  const { screen, pace } = bench;
  const results: ReadTiming[] = [];
  for (let round = 1; round <= pace.rounds; round += 1) {
    screen.part(`Reads, round ${round}`);
    for (const read of [...readNames, "opening" as const]) {
      const { callers: counts, ways: all } = measuredAs(read);
      for (const callers of counts) {
        for (const stage of stages.filter((each) => fits(read, each))) {
          for (const way of all) {
            const found = await timeOnce({ bench, reader }, stage, { read, way, callers, round });
            screen.say(describe(found));
            results.push(found);
          }
        }
      }
    }
  }
  return results;
}

/** Fills a database with about this many messages, and starts its servers. */
async function openStage(bench: BenchContext, stored: number): Promise<Stage> {
  const { database, processes, screen } = bench;
  const shape = shapeOf(stored);
  const name = `reads_${stored}`;
  screen.part(`Filling a database with ${stored} messages`);
  await database.create(name);
  await seedReads(database.urlOf(name), { shape, say: screen.say });
  const start = { databaseUrl: database.urlOf(name) };
  // At its first start a server checks all conversations, which is not part of a measurement.
  const first = await processes.server("parley", start);
  await first.stop();
  const parley = await processes.server("parley", start);
  const bare = await startPlain(bench, name);
  return {
    shape,
    serverOf: (way) => (ways[way].isParley ? parley : bare),
    async close() {
      await bare.stop();
      await parley.stop();
      await database.drop(name);
    },
  };
}

async function compareRows(reader: Reader, { shape, serverOf }: Stage): Promise<void> {
  for (const read of readNames.filter((name) => readOf(name).fits(shape))) {
    const tasks = readOf(read).ways.map((way) => ({
      ...{ read, way, shape },
      server: serverOf(way).url,
    }));
    await reader.ask({ do: "compare", tasks });
  }
}

/**
 * Every read of the web app next to one plain statement behind a bare route, over the same rows. Fails unless both give
 * the same rows in the same order.
 */
export async function runReads(bench: BenchContext): Promise<ReadTiming[]> {
  const sizes = bench.messages.map((size) => Math.max(1_000, Math.round(size / bench.pace.shrink)));
  const reader = await startReader(bench.layout);
  const stages: Stage[] = [];
  try {
    for (const size of new Set(sizes)) stages.push(await openStage(bench, size));
    for (const stage of stages) await compareRows(reader, stage);
    await bench.database.settle();
    return await measureAll(bench, reader, stages);
  } finally {
    await reader.stop();
    for (const stage of stages) await stage.close();
  }
}
