import { timed } from "../screen.ts";
import { freePort } from "@parley/db/engines/embedded/free-port";
import type { RunningSubject } from "../processes/subjects.ts";
import { type Lab, RUN, townOf } from "./lab.ts";
import type { RollingRestart } from "./results.ts";
import { inRounds } from "./rounds.ts";

const SERVERS = 2;
/** Before each restart, in seconds. */
const REST = 3;
/** What the restarts themselves may take, in seconds. */
const RESTARTING = 4;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function restartAll(
  servers: RunningSubject[],
  { start, rest }: { start: (at: number) => Promise<RunningSubject>; rest: number },
): Promise<void> {
  for (const at of servers.keys()) {
    await pause(rest * 1_000);
    // As an orchestrator does it: SIGTERM, wait for the end, start the next version.
    await servers[at]?.stop();
    servers[at] = await start(at);
  }
}

async function rollOnce(
  lab: Lab,
  { people, perSecond, round }: { people: number; perSecond: number; round: number },
): Promise<RollingRestart> {
  const { cast, database, screen } = lab;
  const town = townOf(people, lab.pace.shrink);
  await database.create(RUN, await lab.town(town));
  const ports = await Promise.all(Array.from({ length: SERVERS }, freePort));
  const start = (at: number) =>
    cast.server("parley", {
      databaseUrl: database.urlOf(RUN),
      port: ports[at] ?? 0,
      env: { BUS_URL: "postgres" },
    });
  const servers: RunningSubject[] = [];
  const clients = await cast.clients();
  try {
    for (const at of ports.keys()) servers.push(await start(at));
    const urls = servers.map(({ url }) => url);
    await clients.ask({ do: "connect", urls, town });
    const rest = REST / lab.pace.shrink;
    const seconds = 2 * SERVERS * rest + Math.max(1, RESTARTING / lab.pace.shrink);
    const restarting = restartAll(servers, { start, rest });
    const [{ delivery, account }] = await Promise.all([
      clients.ask(
        { do: "steady", perSecond, warmUp: 0, seconds },
        { onProgress: timed(screen, seconds, "messages") },
      ),
      restarting,
    ]);
    const turn = { people: town.people, servers: SERVERS, round, perSecond };
    return { kind: "rolling-restart", ...turn, delivery, account };
  } finally {
    await clients.stop();
    for (const server of servers) await server.stop();
  }
}

/** Two servers are restarted one after the other under a steady rate. Nothing may be lost or come twice. */
export const runRollingRestart = (
  lab: Lab,
  spec: { people: number; perSecond: number },
): Promise<RollingRestart[]> =>
  inRounds(lab, `Rolling restart of ${SERVERS} servers under ${spec.people} people`, (round) =>
    rollOnce(lab, { ...spec, round }),
  );
