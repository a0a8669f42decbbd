import { timed } from "./screen.ts";
import { seedGroup } from "../seed/group.ts";
import { type BenchContext, withServers, RUN, datasetOf } from "./context.ts";
import type { HotGroup } from "./results.ts";
import { inRounds } from "./rounds.ts";

interface Spec {
  readonly members: number;
  readonly perSecond: number;
}

async function writeOnce(bench: BenchContext, spec: Spec, round: number): Promise<HotGroup> {
  const { database, pace, screen } = bench;
  const dataset = datasetOf(spec.members, pace.shrink);
  const { people: members } = dataset;
  const { perSecond } = spec;
  await database.create(RUN, await bench.dataset(dataset));
  const conversationId = await seedGroup(database, RUN, { members });
  return withServers(bench, { subject: "parley" }, async ({ servers, generator }) => {
    const urls = servers.map(({ url }) => url);
    await generator.ask({ do: "connect", protocol: "parley-socket", urls, dataset, atOnce: 25 });
    const seconds = pace.seconds * 2;
    const { delivery, account } = await generator.ask(
      { do: "group", conversationId, members, perSecond, warmUp: pace.warmUp, seconds },
      { onProgress: timed(screen, pace.warmUp + seconds, "messages") },
    );
    return { kind: "hot-group", members, round, perSecond, delivery, account };
  });
}

/** One group in which members write at a fixed rate. */
export const runHotGroup = (bench: BenchContext, spec: Spec): Promise<HotGroup[]> =>
  inRounds(bench, `One group of ${spec.members}, ${spec.perSecond} messages/s`, (round) =>
    writeOnce(bench, spec, round),
  );
