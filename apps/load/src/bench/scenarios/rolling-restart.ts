import { createTcpProxy, type TcpProxy } from "@parley/client/testing/tcp-proxy";
import { timed } from "./screen.ts";
import type { RunningSubject } from "../processes/subjects.ts";
import { type BenchContext, RUN, datasetOf } from "./context.ts";
import type { RollingRestart } from "./results.ts";
import { inRounds } from "./rounds.ts";

const SERVERS = 2;
/** Before each restart, in seconds. */
const REST = 3;
/** Maximum duration of the restarts, in seconds. */
const RESTARTING = 4;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Fleet {
  readonly servers: RunningSubject[];
  readonly balancer: TcpProxy;
  readonly start: () => Promise<RunningSubject>;
}

/** As in docs/operations.md: the new server first, then the old one out of the load balancer, then SIGTERM. */
async function restartAll({ servers, balancer, start }: Fleet, rest: number): Promise<void> {
  for (const [at, old] of servers.entries()) {
    await pause(rest * 1_000);
    servers[at] = await start();
    balancer.serve(servers.map(({ url }) => url));
    await old.stop();
  }
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
    const seconds = 2 * SERVERS * rest + Math.max(1, RESTARTING / bench.pace.shrink);
    const restarting = restartAll({ servers, balancer, start }, rest);
    const [{ delivery, account }] = await Promise.all([
      clients.ask(
        { do: "openLoop", perSecond, warmUp: 0, seconds },
        { onProgress: timed(screen, seconds, "messages") },
      ),
      restarting,
    ]);
    const turn = { people: dataset.people, servers: SERVERS, round, perSecond };
    return { kind: "rolling-restart", ...turn, delivery, account };
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
