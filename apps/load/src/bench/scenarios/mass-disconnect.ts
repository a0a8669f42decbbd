import { counted } from "./screen.ts";
import { freePort } from "@parley/embedded-postgres/free-port";
import { type BenchContext, RUN, datasetOf } from "./context.ts";
import { inRounds } from "./rounds.ts";
import type { MassDisconnect } from "./results.ts";

/** How long the server stays down, in milliseconds. */
const AWAY = 1_000;
/** How long all users may take to reconnect, in milliseconds. */
const TIMEOUT = 60_000;

async function cutOnce(
  bench: BenchContext,
  people: number,
  round: number,
): Promise<MassDisconnect> {
  const { processes, database, screen } = bench;
  const dataset = datasetOf(people, bench.pace.shrink);
  await database.create(RUN, await bench.dataset(dataset));
  const start = { databaseUrl: database.urlOf(RUN), port: await freePort() };
  const clients = await processes.clients();
  let server = await processes.server("parley", start);
  try {
    await clients.ask(
      { do: "connect", urls: [server.url], dataset },
      { onProgress: counted(screen, dataset.people, "connected") },
    );
    await server.kill();
    await clients.ask({ do: "write" });
    await new Promise((resolve) => setTimeout(resolve, AWAY / bench.pace.shrink));
    server = await processes.server("parley", start);
    const since = Date.now();
    const { seconds, back, account, gaps } = await clients.ask({
      do: "untilWhole",
      since,
      timeout: TIMEOUT,
    });
    if (gaps > 0) throw new Error(`${gaps} events were left out`);
    return { kind: "mass-disconnect", people: dataset.people, round, seconds, back, account };
  } finally {
    await clients.stop();
    await server.stop();
  }
}

/**
 * The server is killed while all users are connected; each writes a message while it is down; it restarts on the same
 * port. Ends when all are connected and every message has arrived once.
 */
export const runMassDisconnect = (bench: BenchContext, people: number): Promise<MassDisconnect[]> =>
  inRounds(bench, `Mass cut of ${people} people with the real client`, (round) =>
    cutOnce(bench, people, round),
  );
