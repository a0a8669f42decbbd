import type { Database } from "@parley/db/database";
import { loadEvents } from "../domain/stream/read/load-events.ts";
import { createPlatform } from "../platform.ts";
import { rateOf, spreadOf, timed } from "./figures.ts";
import { mentorOf, seedPairs } from "./seed-pairs.ts";
import { PAIRS, sender } from "./sends.ts";

/** Performance of a database that starts empty, one time window after the other. */
export interface FreshFigure {
  readonly sends: number;
  /** Milliseconds to read the latest events of 64 users, the median of many runs. */
  readonly news: number;
  readonly messages: number;
}

/** Runs a step on every connection until named statements have their permanent plan. */
const settlePlans = (step: () => Promise<unknown>) =>
  rateOf({ together: PAIRS, milliseconds: 500 }, step);

/**
 * Named statements get their plan while the tables of messages and events are empty, and then the tables grow. Several
 * databases are measured alternately, so that the machine's load is the same for each.
 */
export async function measureFresh(
  databases: readonly Database[],
  { windows, milliseconds }: { windows: number; milliseconds: number },
): Promise<FreshFigure[][]> {
  const stages = databases.map((db) => {
    let sent = 0;
    const send = sender(createPlatform({ db }));
    const news = () => {
      const last = Math.max(1, Math.floor(sent / PAIRS));
      const hints = Array.from({ length: PAIRS }, (_, at) => ({
        userId: mentorOf(at),
        first: last,
        last,
        at: Date.now(),
      }));
      return loadEvents(db, hints);
    };
    const window = async (): Promise<FreshFigure> => {
      const sends = await rateOf({ together: PAIRS, milliseconds }, async (at) => {
        await send(at);
        sent += 1;
      });
      return { sends, news: spreadOf(await timed(40, news)).p50, messages: sent };
    };
    return { db, news, window };
  });
  for (const { db, news } of stages) {
    await seedPairs(db, { from: 0, count: PAIRS });
    // As a restore, an upgrade or an operator does.
    await db.$client.query("analyze");
    await settlePlans(news);
  }
  const figures: FreshFigure[][] = stages.map(() => []);
  for (let at = 0; at < windows; at += 1) {
    for (const [stage, { window }] of stages.entries()) figures[stage]?.push(await window());
  }
  return figures;
}
