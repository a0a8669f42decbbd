import type { Database } from "@parley/db/database";
import { loadEvents } from "../domain/stream/read/load-events.ts";
import { createPlatform } from "../platform.ts";
import { rateOf, spreadOf, timed } from "./figures.ts";
import { mentorOf, seedPairs } from "./seed-pairs.ts";
import { PAIRS, sender } from "./sends.ts";

/** How a database does that was empty a moment ago, one window of time after the other. */
export interface FreshFigure {
  readonly sends: number;
  /** Milliseconds to read the latest events of 64 people, the middle of many. */
  readonly news: number;
  readonly messages: number;
}

/** Runs a step often enough on every connection for named statements to have the plan that they keep. */
const settlePlans = (step: () => Promise<unknown>) =>
  rateOf({ together: PAIRS, milliseconds: 500 }, step);

/**
 * Named statements get their plan while the tables of messages and events are empty, and the tables grow under them. Several databases go
 * in turn, so that they meet the same machine.
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
    // As a restore, an upgrade or an operator does it.
    await db.$client.query("analyze");
    await settlePlans(news);
  }
  const figures: FreshFigure[][] = stages.map(() => []);
  for (let at = 0; at < windows; at += 1) {
    for (const [stage, { window }] of stages.entries()) figures[stage]?.push(await window());
  }
  return figures;
}
