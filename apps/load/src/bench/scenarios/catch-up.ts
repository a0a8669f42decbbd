import { fill } from "../seed/messages.ts";
import { type BenchContext, RUN, datasetOf } from "./context.ts";
import type { CatchUp } from "./results.ts";
import { inRounds } from "./rounds.ts";

/** Messages in each conversation that the events refer to. */
const MESSAGES_EACH = 3;

/** A client that was offline reads its log, as the real client does after a weekend. */
export async function runCatchUp(bench: BenchContext, wanted: number): Promise<CatchUp[]> {
  const { processes, database, pace } = bench;
  const dataset = datasetOf(8, 1);
  const events = Math.round(wanted / pace.shrink);
  await database.create(RUN, await bench.dataset(dataset));
  await fill(database, RUN, { messages: MESSAGES_EACH * dataset.people * dataset.reach, events });
  const server = await processes.server("parley", { databaseUrl: database.urlOf(RUN) });
  const clients = await processes.clients();
  try {
    return await inRounds(
      bench,
      `Catch-up of ${events} events with the real client`,
      async (round) => {
        const { url } = server;
        const { seconds } = await clients.ask({ do: "catchUp", url, cursor: "0", events });
        return { kind: "catch-up", round, events, seconds } as const;
      },
    );
  } finally {
    await clients.stop();
    await server.stop();
  }
}
