import { loadavg } from "node:os";
import { timed } from "../screen.ts";
import { describe } from "./describe.ts";
import { type Lab, onStage, RUN, townOf } from "./lab.ts";
import type { Yardstick } from "./results.ts";

const PEOPLE = 200;
const UNDER_WAY = 128;

/** Runs the floor before a part, so that a figure of a busy machine is not taken for one of a slow server. */
export async function runYardstick(lab: Lab, part: string): Promise<Yardstick> {
  const { database, pace, screen } = lab;
  const [load = Number.NaN] = loadavg();
  const town = townOf(PEOPLE, pace.shrink);
  const seconds = pace.seconds / 2;
  await database.create(RUN, await lab.town(town));
  return onStage(lab, { subject: "floor-one" }, async ({ servers, crowd }) => {
    const urls = servers.map(({ url }) => url);
    await crowd.ask({ do: "connect", protocol: "floor", urls, town, atOnce: 25 });
    const { account, perSecond } = await crowd.ask(
      { do: "saturate", underWay: UNDER_WAY, warmUp: pace.warmUp / 2, seconds },
      { onProgress: timed(screen, pace.warmUp / 2 + seconds, "messages of the floor") },
    );
    const found = { kind: "yardstick", part, perSecond, load, account } as const;
    screen.say(describe(found));
    return found;
  });
}
