import { createTcpProxy, type TcpProxy } from "@parley/client/testing/tcp-proxy";
import type { Outage } from "../clients/commands.ts";
import { spreadOf } from "../load-generator/quantiles.ts";
import { timed } from "./screen.ts";
import type { RunningSubject } from "../processes/subjects.ts";
import { type BenchContext, RUN, datasetOf } from "./context.ts";
import type { RollingRestart } from "./results.ts";
import { inRounds } from "./rounds.ts";

const SERVERS = 2;
/** Before each restart, in seconds. */
const REST = 3;
/** Duration of the restarts, in seconds, with a few hundred users and with a thousand. */
const RESTARTING = { few: 4, many: 16 };

const MANY = 500;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Fleet {
  readonly servers: RunningSubject[];
  readonly balancer: TcpProxy;
  readonly start: () => Promise<RunningSubject>;
}

/** A restart, in epoch milliseconds: from the signal until the old server has ended. */
interface Restart {
  readonly from: number;
  readonly to: number;
}

/** As in docs/operations.md: the new server first, then the old one out of the load balancer, then SIGTERM. */
async function restartAll({ servers, balancer, start }: Fleet, rest: number): Promise<Restart[]> {
  const restarts: Restart[] = [];
  for (const [at, old] of servers.entries()) {
    await pause(rest * 1_000);
    servers[at] = await start();
    balancer.serve(servers.map(({ url }) => url));
    const from = Date.now();
    await old.stop();
    restarts.push({ from, to: Date.now() });
  }
  return restarts;
}

/** The end of a restart: the old server has ended, and every user who was cut off by it is connected again. */
function backOf({ from, to }: Restart, outages: readonly Outage[]): number {
  const cutOff = outages.filter((outage) => outage.from >= from && outage.from <= to);
  return (Math.max(to, ...cutOff.map((outage) => outage.to)) - from) / 1_000;
}

async function rollOnce(
  bench: BenchContext,
  { people, perSecond, round }: { people: number; perSecond: number; round: number },
): Promise<RollingRestart> {
  const { processes, database, screen } = bench;
  const dataset = datasetOf(people, bench.pace.shrink);
  await database.create(RUN, await bench.dataset(dataset));
  const start = () =>
    processes.server("parley", { databaseUrl: database.urlOf(RUN), env: { BUS_URL: "postgres" } });
  await using balancer = await createTcpProxy();
  const servers: RunningSubject[] = [];
  const clients = await processes.clients();
  try {
    while (servers.length < SERVERS) servers.push(await start());
    balancer.serve(servers.map(({ url }) => url));
    await clients.ask({ do: "connect", urls: [balancer.url], dataset });
    const rest = REST / bench.pace.shrink;
    const restarting = people > MANY ? RESTARTING.many : RESTARTING.few;
    const seconds = 2 * SERVERS * rest + Math.max(1, restarting / bench.pace.shrink);
    const [{ delivery, account }, restarts] = await Promise.all([
      clients.ask(
        { do: "openLoop", perSecond, warmUp: 0, seconds },
        { onProgress: timed(screen, seconds, "messages") },
      ),
      restartAll({ servers, balancer, start }, rest),
    ]);
    const { outages, failed } = await clients.ask({ do: "outages" });
    const back = Math.max(...restarts.map((restart) => backOf(restart, outages)));
    const turn = { people: dataset.people, servers: SERVERS, round, perSecond };
    return {
      kind: "rolling-restart",
      ...turn,
      ...{ back, failed, delivery, account },
      outages: spreadOf(outages.map(({ from, to }) => (to - from) / 1_000)),
    };
  } finally {
    await clients.stop();
    for (const server of servers) await server.stop();
  }
}

/**
 * Two servers behind a load balancer are restarted one after the other at a steady rate. Nothing may be lost or
 * duplicated.
 */
export const runRollingRestart = (
  bench: BenchContext,
  spec: { people: number; perSecond: number },
): Promise<RollingRestart[]> =>
  inRounds(bench, `Rolling restart of ${SERVERS} servers under ${spec.people} people`, (round) =>
    rollOnce(bench, { ...spec, round }),
  );
