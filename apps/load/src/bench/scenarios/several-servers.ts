import { describe } from "./describe.ts";
import { type Lab, onStage, RUN, datasetOf } from "./lab.ts";
import type { Latency, Result } from "./results.ts";
import { connect, timeDelivery } from "./traffic.ts";
import { findNats, startNats } from "../processes/nats.ts";

const PEOPLE = 1_000;
const PER_SECOND = 1_000;

async function timeAcross(
  lab: Lab,
  { bus, env, round }: { bus: Latency["bus"]; env: Record<string, string>; round: number },
): Promise<Result[]> {
  const dataset = datasetOf(PEOPLE, lab.pace.shrink);
  await lab.database.create(RUN, await lab.dataset(dataset));
  await lab.database.settle();
  return onStage(lab, { subject: "parley", count: 2, env }, async (stage) => {
    const turn = { subject: "parley", people: PEOPLE, round } as const;
    await connect(lab, stage, turn);
    const found = await timeDelivery(lab, stage, { ...turn, perSecond: PER_SECOND, bus });
    lab.screen.say(describe(found));
    return [found];
  });
}

/** Delivery between users of whom every second one is connected to the other server. */
export async function runSeveralServers(lab: Lab): Promise<Result[]> {
  const results: Result[] = [];
  const program = findNats();
  if (program === undefined) {
    results.push({
      kind: "skipped",
      what: "Two servers by NATS",
      why: "there is no nats-server here",
    });
  }
  for (let round = 1; round <= lab.pace.rounds; round += 1) {
    lab.screen.part(`Two servers by PostgreSQL, round ${round}`);
    results.push(
      ...(await timeAcross(lab, { bus: "postgres", env: { BUS_URL: "postgres" }, round })),
    );
    if (program === undefined) continue;
    lab.screen.part(`Two servers by NATS, round ${round}`);
    const nats = await startNats(program, lab.layout);
    try {
      results.push(...(await timeAcross(lab, { bus: "nats", env: { BUS_URL: nats.url }, round })));
    } finally {
      await nats.stop();
    }
  }
  return results;
}
