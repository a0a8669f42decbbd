import { fileURLToPath } from "node:url";
import { startJitterClients } from "../jitter/commands.ts";
import type { Membership } from "../jitter/jitter-clients.ts";
import { startChild } from "../processes/child.ts";
import { pinned } from "../processes/cores.ts";
import { seedGroup } from "../seed/group.ts";
import { type BenchContext, datasetOf, RUN } from "./context.ts";
import { describe } from "./describe.ts";
import type { Jitter } from "./results.ts";
import { timed } from "./screen.ts";

const GROUP = 500;
const PER_SECOND = 2;
/** A shorter run has no failure of a network. */
const SECONDS_MIN = 5;

const socketIo = fileURLToPath(new URL("../jitter/socket-io-process.ts", import.meta.url));

interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

const systems = ["parley", "socket.io", "socket.io-recovery"] as const;

async function serve(
  { layout, processes, database }: BenchContext,
  system: Jitter["system"],
): Promise<Served> {
  if (system === "parley") return processes.server("parley", { databaseUrl: database.urlOf(RUN) });
  const mode = system === "socket.io" ? "plain" : "recovery";
  const child = startChild({
    command: pinned(layout, "serving", [process.execPath, socketIo, mode]),
    env: {},
  });
  return { stop: child.stop, url: await child.line(/listening (\S+)/) };
}

async function shakeOnce(
  bench: BenchContext,
  turn: Pick<Jitter, "system" | "seconds"> & { members: readonly Membership[] },
): Promise<Jitter> {
  const { system, seconds, members } = turn;
  const server = await serve(bench, system);
  const clients = await startJitterClients(bench.layout);
  try {
    const shaken = await clients.ask(
      {
        do: "jitter",
        system: system === "parley" ? "parley" : "socket.io",
        server: server.url,
        perSecond: PER_SECOND,
        ...{ members, seconds },
      },
      { onProgress: timed(bench.screen, seconds, "messages") },
    );
    return { kind: "jitter", system, seconds, people: members.length, ...shaken };
  } finally {
    await clients.stop();
    await server.stop();
  }
}

/**
 * The network of each client fails about every 15 seconds for about two, without a close frame, while messages are sent
 * to all: Parley, and Socket.IO with and without its connection state recovery.
 */
export async function runJitter(bench: BenchContext): Promise<Jitter[]> {
  const { database, screen } = bench;
  const { people } = bench.jitter;
  const seconds = Math.max(SECONDS_MIN, bench.jitter.seconds / bench.pace.shrink);
  const dataset = datasetOf(people, bench.pace.shrink);
  await database.create(RUN, await bench.dataset(dataset));
  const members: Membership[] = [];
  for (let from = 0, group = 0; from < dataset.people; from += GROUP, group += 1) {
    const size = Math.min(GROUP, dataset.people - from);
    const conversationId = await seedGroup(database, RUN, { group, from, members: size });
    for (let at = from; at < from + size; at += 1) members.push({ at, group, conversationId });
  }
  const results: Jitter[] = [];
  for (const system of systems) {
    screen.part(`Jitter of ${members.length} clients for ${seconds} s, ${system}`);
    const found = await shakeOnce(bench, { system, seconds, members });
    screen.say(describe(found));
    results.push(found);
  }
  return results;
}
